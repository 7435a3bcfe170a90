import { describe, expect, it } from 'vitest';
import { articleOf } from '../../../crawlers/platforms/article.ts';
import { html, PARAGRAPH, REPORT, TEXT } from './pages.ts';

const AT = 'https://yj.example.gov.cn/zwgk/nb/202401/t20240125_11.html';

describe('an article', () => {
  it('has title, day, length, files, pictures and frames', () => {
    const article = articleOf(
      html(
        AT,
        `<header><a href="/plugin.zip">插件</a></header><h1>某局<br>2023年政府信息公开工作年度报告</h1><div class="info">发布时间：2024年01月25日 15:20 来源：某局</div>
         <div class="TRS_Editor"><style>p{}</style>${TEXT}<img src="./W020240125.png"><img src="/images/icon_pdf.gif"><iframe src="./t3.html"></iframe><p>自2023年1月1日起</p></div>
         <div class="bottom"><a href="./P020240125001.pdf">下载原文</a><a href="./W020240125002.docx" title="2023年年报.docx">附件</a></div>`,
        '<title>2023年政府信息公开工作年度报告--某市应急管理局</title>',
      ),
    );
    expect(article).toEqual({
      title: '某局2023年政府信息公开工作年度报告',
      publishedOn: '2024-01-25',
      attachments: [
        { url: 'https://yj.example.gov.cn/zwgk/nb/202401/P020240125001.pdf', name: '下载原文' },
        { url: 'https://yj.example.gov.cn/zwgk/nb/202401/W020240125002.docx', name: '2023年年报.docx' },
      ],
      textLength: PARAGRAPH.length * 8 + '自2023年1月1日起'.length,
      text: [...Array<string>(8).fill(PARAGRAPH), '自2023年1月1日起'].join('\n'),
      images: ['https://yj.example.gov.cn/zwgk/nb/202401/W020240125.png'],
      frames: ['https://yj.example.gov.cn/zwgk/nb/202401/t3.html'],
    });
  });

  it('believes the meta elements first, however they are written', () => {
    const article = articleOf(html(AT, `<h1>网站名称</h1><div id="zoom">${TEXT}</div>`, '<META name="articletitle" content="年报"/><meta name="PubDate" content="2026-05-18 10:19">'));
    expect(article).toMatchObject({ title: '年报', publishedOn: '2026-05-18' });
  });

  it('takes no day of the text for the day of publication', () => {
    expect(articleOf(html(AT, `<div class="TRS_Editor"><p>2023-05-06，本局收到申请。</p>${TEXT}</div>`))?.publishedOn).toBeNull();
    expect(articleOf(html(AT, `<table><tr><td>成文日期：</td><td>2026年03月01日</td><td>发布日期：</td><td>2026年03月05日</td></tr></table><div class="TRS_Editor">${TEXT}</div>`))?.publishedOn).toBe('2026-03-05');
    expect(articleOf(html(AT, `<p>发布时间：<b>2026-03-05</b><i>15:20</i></p><div class="TRS_Editor">${TEXT}</div>`))?.publishedOn).toBe('2026-03-05');
  });

  it.each([
    ['<embed src="/a/b.pdf" type="application/pdf">'],
    ['<object data="/a/b.pdf"></object>'],
    ['<object><param name="src" value="/a/b.pdf"></object>'],
    ['<iframe src="/pdfjs/web/viewer.html?file=%2Fa%2Fb.pdf"></iframe>'],
    ['<iframe src="/a/b.pdf#view=fit"></iframe>'],
    ['<script>showVsbpdfIframe("/a/b.pdf","100%","600","0")</script>'],
    ['<script>var pdfUrl = \'/a/b.pdf\';</script>'],
  ])('finds the file shown by %s', (markup) => {
    expect(articleOf(html(AT, `<div id="zoom">${TEXT}${markup}</div>`))?.attachments).toEqual([{ url: 'https://yj.example.gov.cn/a/b.pdf', name: '' }]);
  });

  it('is there when the text is a picture or a file alone', () => {
    expect(articleOf(html(AT, '<h1>2022年年报</h1><div id="zoom"><img src="a.png"></div>'))).toMatchObject({ textLength: 0, images: ['https://yj.example.gov.cn/zwgk/nb/202401/a.png'] });
    expect(articleOf(html(AT, '<h1>2022年年报</h1><div class="TRS_Editor"><a href="./P0.pdf">年报.pdf</a></div>'))?.attachments).toHaveLength(1);
  });

  it('is found in markup that nobody knows, on an address that is an article\'s', () => {
    const body = `<div class="m"><a href="/a/">栏目</a></div><div class="q1"><h2>某局年报</h2><div class="q2">${REPORT}</div></div>`;
    expect(articleOf(html(AT, body))?.textLength).toBeGreaterThan(1500);
    expect(articleOf(html('https://yj.example.gov.cn/zwgk/', body))).toBeNull();
  });

  it('is none on an index, a stub, a page that forwards, an error page or a captcha', () => {
    const list = [1, 2, 3, 4].map((it) => `<li><a href="t2024012${it}_1.html">某局2023年政府信息公开工作年度报告</a> 2024-01-25</li>`).join('');
    expect(articleOf(html('https://yj.example.gov.cn/nb/', `<div class="content">${list}</div>`))).toBeNull();
    // A portal under load answers an article's address with its index.
    const rows = Array.from({ length: 10 }, (_, it) => `<li><img src="ico.jpg"><a href="t202401${10 + it}_1.html">某局2023年政府信息公开工作年度报告</a></li>`).join('');
    expect(articleOf(html(AT, `<div class="content">${rows}</div>`))).toBeNull();
    const beside = [1, 2, 3].map((it) => `<a href="t2024012${it}_1.html">某局2023年政府信息公开工作年度报告</a>`).join('');
    expect(articleOf(html(AT, `<div class="content"><img src="a.png">${beside}</div>`))?.images).toHaveLength(1);
    expect(articleOf(html(AT, '<p>短</p>'))).toBeNull();
    expect(articleOf(html(AT, '', '<meta http-equiv="refresh" content="0;url=/">'))).toBeNull();
    expect(articleOf(html(AT, `<div class="content">${TEXT}</div>`, '<title>404 页面不存在</title>'))).toBeNull();
    expect(articleOf(html(AT, `<div class="content">${TEXT}<input name="codeValue"></div>`, '<title>附件下载</title>'))).toBeNull();
    expect(articleOf(html('https://yj.example.gov.cn/nb/', '<table><tr><td id="top"><div class="TRS_Editor"><embed src="a.swf"></div></td></tr></table>'))).toBeNull();
    expect(articleOf(html(AT, ''))).toBeNull();
  });
});
