/** Hosts that nobody has and that no crawl may contact: whatever is asked of them is one request too many. */

export const MIRROR = 'www.xizang-gov-mirror.invalid';
export const MIRROR_FILES = 'files.xizang-gov-mirror.invalid';
/** A file store that the registry does not know. */
export const FILE_STORE = 'jcmspublic.oss-sample.invalid';

export const FORBIDDEN: readonly string[] = [MIRROR, MIRROR_FILES, FILE_STORE];

/** What a browser would fetch along with a page. */
export const SUBRESOURCES =
  `<p><img src="http://${MIRROR}/hit.png"><iframe src="http://${MIRROR}/frame"></iframe><script src="//${MIRROR}/s.js"></script>`
  + `<link rel="stylesheet" href="http://${MIRROR}/s.css"><script>fetch('http://${MIRROR}/beacon').catch(function () {});</script></p>`;
