// The HTML page: nothing inline, everything escaped, the page rules of the decree in the CSS.
import { describe, expect, it } from 'vitest';
import { layoutNotice } from './lay-out.ts';
import { modelText } from '../../../core/documents/model-text.ts';
import { documentBodyHtml, documentCss, documentHtml } from '../../../core/documents/to-html.ts';
import { styleNd30Year2020 } from '../../../core/documents/style-nd30-2020.ts';
import { draftAgencyNotice, draftCollectiveNotice } from '../../../core/documents/wording/index.ts';
import { familyPapers, PICTURE } from './family-papers.ts';
import { haiDuongCollective } from './fixtures/hai-duong-2019.ts';
import { illustrativeAgencyNotice } from './fixtures/illustrative.ts';
import { htmlLines, unbalancedTags } from './html-reader.ts';

const facts = illustrativeAgencyNotice(3);
const model = layoutNotice(facts, draftAgencyNotice(facts), { draft: true });
const css = documentCss(styleNd30Year2020);

describe('the page', () => {
  it('reads in the order of the model', () => {
    expect(htmlLines(documentBodyHtml(model))).toEqual(
      modelText(model)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    );
  });

  it('is balanced and has neither style attributes nor scripts', () => {
    const { html } = documentHtml(model, { cssHref: '/print.css' });
    expect(unbalancedTags(html)).toEqual([]);
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toMatch(/<script/);
    expect(html).not.toContain('<style');
    expect(html).toContain('<link rel="stylesheet" href="/print.css">');
    expect(html).toContain('<html lang="vi-VN">');
  });

  it('puts the CSS into one element with a nonce where there is no file', () => {
    const page = documentHtml(model, { nonce: 'abc', fontCss: "@font-face { font-family: 'Tinos'; }" });
    expect(page.html).toContain('<style nonce="abc">');
    expect(page.css.startsWith('@font-face')).toBe(true);
    expect(page.css).toContain(css.slice(0, 200));
  });

  it('escapes every text', () => {
    const evil = '<img src=x onerror="alert(1)"> & \'x\'';
    const named = {
      ...haiDuongCollective,
      issuer: { ...haiDuongCollective.issuer, signerName: evil, name: evil },
    };
    const { html } = documentHtml(layoutNotice(named, draftCollectiveNotice(named)));
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;x&#39;');
  });

  it('has a class for every length and share it uses', () => {
    const used = new Set(
      [...documentBodyHtml(model).matchAll(/nd-(?:width|height|column|shares)-[\d-]+/g)].map(
        ([name]) => name,
      ),
    );
    expect(used.size).toBeGreaterThan(4);
    for (const name of used) expect(css).toContain(`.${name} {`);
  });

  it('uses headings, lists and table heads', () => {
    const html = documentBodyHtml(model);
    for (const tag of ['<h1', '<h2', '<h3', '<ul', '<li', '<header', '<th scope="col"'])
      expect(html).toContain(tag);
  });
});

describe('the style-sheet', () => {
  it.each([
    // Whole pixels: 20.1 mm above and below; the text itself begins at 30 mm and is 165 mm wide.
    'size: 210mm 297mm; margin: 76px 56px 76px 113px;',
    '.nd-text, .nd-appendix { width: 165mm; margin-left: 0.386px; }',
    'font-kerning: none;',
    '@top-center { content: counter(page);',
    '@page :first { @top-center { content: none; } }',
    "content: 'DỮ LIỆU MINH HỌA'",
    "content: 'DỰ THẢO'",
    "font-family: 'Times New Roman', 'Tinos'",
    'counter-increment: nd-appendix-1',
    '.nd-document .nd-body { font-size: 14pt; font-weight: normal; font-style: normal; text-align: justify; text-indent: 12.7mm; margin-left: 0mm; line-height: 1.265;',
    '.nd-document .nd-recipient { font-size: 11pt;',
    '.nd-document .nd-recipients-heading { font-size: 12pt; font-weight: bold; font-style: italic; text-align: left;',
  ])('%s', (rule) => expect(css).toContain(rule));

  it('has balanced braces', () => {
    expect(css.split('{').length).toBe(css.split('}').length);
  });

  it('marks pages by class: none on a plain document', () => {
    const plain = layoutNotice(haiDuongCollective, draftCollectiveNotice(haiDuongCollective));
    expect(documentBodyHtml(plain)).not.toMatch(/nd-draft|nd-illustrative|MINH HỌA|DỰ THẢO/);
    expect(documentBodyHtml(model)).toMatch(/class="nd-document nd-draft nd-illustrative"/);
  });
});

describe('a paper of any family', () => {
  it.each(Object.entries(familyPapers))('%s reads in the order of the model', (_, paper) => {
    const html = documentBodyHtml(paper, () => 'data:image/png;base64,');
    expect(unbalancedTags(html)).toEqual([]);
    expect(html).not.toMatch(/\sstyle=/);
    expect(htmlLines(html)).toEqual(
      modelText(paper)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    );
    const classes = [...html.matchAll(/nd-(?:width|height|column|shares)-[\d-]+/g)].map(([name]) => name);
    for (const name of new Set(classes)) expect(css).toContain(`.${name} {`);
  });

  it('shows a picture with its caption for who cannot see it, and a frame where it is missing', () => {
    const asked: string[] = [];
    const news = familyPapers['news'];
    if (news === undefined) throw new Error('No news.');
    const html = documentBodyHtml(news, (sha256) => {
      asked.push(sha256);
      return 'blob:picture';
    });
    expect(asked).toEqual([PICTURE.sha256]);
    expect(html).toContain(
      '<img class="nd-width-40 nd-height-40" src="blob:picture" alt="Đoàn kiểm tra làm việc tại Sở Nội vụ">',
    );
    expect(documentBodyHtml(news)).toContain('<div class="nd-missing nd-width-40"></div>');
  });

  it('tells headings apart by level, heads of tables by what they stand over', () => {
    const html = documentBodyHtml(familyPapers['named'] ?? model);
    expect(html).toMatch(/<h1[^>]*>KẾ HOẠCH<\/h1>/);
    expect(html).toMatch(/<h2[^>]*>II\. NỘI DUNG<\/h2>/);
    expect(html).toMatch(/<h3[^>]*>1\. Mục đích<\/h3>/);
    expect(html).toMatch(/<h2[^>]*>DANH SÁCH CƠ QUAN ĐƯỢC KIỂM TRA<\/h2>/);
    // Below the title of its appendix.
    expect(html).toMatch(/<h3[^>]*>I\. DANH SÁCH<\/h3>/);
    expect(html).toContain('<th scope="col" rowspan="2">');
    expect(html).toContain('<th scope="colgroup" colspan="2">');
    expect(html.match(/<th scope="row">/g)).toHaveLength(3);
    expect(html.match(/nd-bar nd-column-(\d+)/g)).toEqual([
      'nd-bar nd-column-100',
      'nd-bar nd-column-42',
      'nd-bar nd-column-0',
    ]);
  });

  it('counts the pages of every appendix, however many', () => {
    const paper = familyPapers['named'] ?? model;
    const appendix = paper.blocks.slice(paper.blocks.findIndex((block) => block.type === 'pageBreak'));
    const six = { ...paper, blocks: [...paper.blocks, ...appendix, ...appendix] };
    expect(documentHtml(six).css).toContain('counter-increment: nd-appendix-6;');
    expect(documentHtml(paper).css).not.toContain('nd-appendix-3');
  });
});
