// structure.mjs FILE.pdf…: each file's structure as pdf.js reads it, a line of JSON for each:
//
//     {"file": …, "marked": true, "language": "en-GB", "title": …, "pages": [{"tree": {…}, "annotations": […]}]}
//
// A tree's element is {"role", "alt", "children"}; its leaves are {"mark": "p12R_mc3", "text": …} for marked content 3 of the
// page that is object 12, with a line's end as a line feed, and {"object": …} for an annotation. What pdf.js has to say about
// the file itself goes to standard error.
import { readFileSync } from 'node:fs';

console.log = console.warn = (...words) => process.stderr.write(`${words.join(' ')}\n`);
const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');

// Text by the identifier of its marked content; what belongs to none is left out, as with artifacts.
async function markedText(page) {
  const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const texts = new Map(), open = [];
  for (const item of items) {
    if (item.type === 'beginMarkedContent' || item.type === 'beginMarkedContentProps') open.push(item.id ?? null);
    else if (item.type === 'endMarkedContent') open.pop();
    else {
      const id = open.findLast((one) => one !== null);
      if (id) texts.set(id, (texts.get(id) ?? '') + item.str + (item.hasEOL ? '\n' : ''));
    }
  }
  return texts;
}

function element(node, texts) {
  if (node.type === 'content') return { mark: node.id, text: texts.get(node.id) ?? '' };
  if (node.type) return { object: node.id };
  const { role, alt } = node;
  return { role, alt, children: node.children.map((child) => element(child, texts)) };
}

async function read(file) {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false, isEvalSupported: false }).promise;
  const { info } = await document.getMetadata();
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const tree = await page.getStructTree();
    const annotations = (await page.getAnnotations()).map(({ id, subtype }) => ({ id, subtype }));
    pages.push({ tree: tree && element(tree, await markedText(page)), annotations });
    page.cleanup();
  }
  const marked = (await document.getMarkInfo())?.Marked ?? false;
  await document.destroy();
  return { file, marked, language: info.Language, title: info.Title, pages };
}

for (const file of process.argv.slice(2)) process.stdout.write(`${JSON.stringify(await read(file))}\n`);
