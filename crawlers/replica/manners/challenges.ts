/** Challenges, simulated: a page whose script sets a cookie and loads the page anew. They ask nothing of a browser but to run it. */
import { html, redirect } from '../answer.ts';
import { NOTICE } from '../notice.ts';
import type { Answer, Ask } from '../site.ts';
import { cookie } from './manner.ts';
import type { MannerRule } from './manner.ts';

/** What the script makes of the word it was given. */
const turned = (word: string): string => [...word].reverse().join('') + String(word.length * 7);
const TURN = 'function turned(w){return w.split("").reverse().join("")+String(w.length*7)}';

const scriptPage = (status: number, head: string, script: string, set: string): Answer =>
  html(`<!DOCTYPE html><html><head><meta charset="utf-8">${head}<script>${TURN}${script}</script></head><body><!-- ${NOTICE} --></body></html>`, status, { 'set-cookie': set, 'cache-control': 'no-store' });

const WORD_412 = 'k7Qm2xTz';
/** 412 with one cookie, a second one by script. */
const script412: MannerRule = {
  outcome: 'browser',
  act: (ask, _site, next) =>
    cookie(ask, 'FSSBBIl1UgzbN7N80S') === WORD_412 && cookie(ask, 'FSSBBIl1UgzbN7N80T') === turned(WORD_412)
      ? next()
      : scriptPage(412, `<meta id="9DhefwqGPrzGxEp9hPaoag" content="${WORD_412}">`,
        'var w=document.getElementById("9DhefwqGPrzGxEp9hPaoag").content;document.cookie="FSSBBIl1UgzbN7N80T="+turned(w)+";path=/";location.reload();',
        `FSSBBIl1UgzbN7N80S=${WORD_412}; Path=/; HttpOnly`),
};

const WORD_521 = 'b4d8f1';
/** 521 twice: a cookie in clear, then one that has to be worked out. */
const script521: MannerRule = {
  outcome: 'browser',
  act(ask: Ask, _site, next) {
    const clearance = cookie(ask, '__jsl_clearance_s');
    if (clearance === turned(WORD_521)) return next();
    if (clearance !== WORD_521) {
      return scriptPage(521, '', `document.cookie="__jsl_clearance_s=${WORD_521};path=/";location.href=location.pathname+location.search;`, `__jsluid_s=${WORD_521}; Path=/; HttpOnly`);
    }
    return scriptPage(521, '', `function go(d){document.cookie=d.tn+"="+turned(d.ct)+";path=/";location.href=location.pathname+location.search;};go({"bts":["",""],"chars":"","ct":"${WORD_521}","ha":"none","tn":"__jsl_clearance_s","vt":"3600","wt":"100"});`,
      `__jsluid_s=${WORD_521}; Path=/; HttpOnly`);
  },
};

/** 302 to itself until the cookie comes back: a client that keeps cookies passes. */
const cookieBounce: MannerRule = {
  outcome: 'passes',
  act: (ask, _site, next) => (cookie(ask, 'CT6TS') === '1' ? next() : redirect(ask.url.pathname + ask.url.search, 302, { 'set-cookie': 'CT6TS=1; Path=/' })),
};

/** A picture with a code in it; no program is to answer it. */
const captcha: MannerRule = {
  outcome: 'blocked',
  act: () => html(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>安全验证</title></head><body><form method="post"><p>访问过于频繁，请输入验证码后继续访问：</p><img src="/captcha.jpg"><input name="captcha"><input type="submit"></form><!-- ${NOTICE} --></body></html>`),
};

export const CHALLENGES: Readonly<Record<string, MannerRule>> = { 'script-412': script412, 'script-521': script521, 'cookie-bounce': cookieBounce, captcha };
