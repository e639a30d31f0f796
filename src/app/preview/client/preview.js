/* Shows the state that the server sends. Pages are fetched when they come near the window; a page that has changed is
 * replaced once its new drawing has come, so that nothing flickers and the place in the window stays. */
'use strict';

const by = id => document.getElementById(id);
const view = { zoom: null, spreads: false, symbols: 0, state: null };
const NEAR = '1200px', POINT = 96 / 72;

/* ---- pages ---- */

const drawings = new Map();          /* id of a page → promise of its svg */

async function fetchText(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

function drawing(id) {
  if (!drawings.has(id)) drawings.set(id, fetchText(`page/${id}`));
  return drawings.get(id);
}

async function draw(page) {
  const id = page.dataset.id;
  if (page.dataset.drawn === id) return;
  const text = await drawing(id);
  if (page.dataset.id !== id) return;
  const svg = document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', page.getAttribute('aria-label'));
  page.querySelector('svg')?.remove();
  page.prepend(svg);
  page.dataset.drawn = id;
  markFindings(page);
  requestAnimationFrame(() => performance.mark(`drawn ${view.state.version}`));
}

const near = new IntersectionObserver(entries => {
  for (const entry of entries) {
    entry.target.near = entry.isIntersecting;
    if (entry.isIntersecting) draw(entry.target);
  }
}, { root: by('pages'), rootMargin: NEAR });

function newPage() {
  const page = document.createElement('section');
  page.className = 'page';
  page.append(Object.assign(document.createElement('span'), { className: 'folio' }));
  near.observe(page);
  return page;
}

function setPages(pages) {
  const main = by('pages'), kept = new Set(pages.map(p => p.id));
  while (main.children.length > pages.length) {
    near.unobserve(main.lastChild);
    main.lastChild.remove();
  }
  while (main.children.length < pages.length) main.append(newPage());
  for (const id of drawings.keys()) if (!kept.has(id)) drawings.delete(id);
  pages.forEach((p, i) => {
    const page = main.children[i];
    page.dataset.id = p.id;
    page.id = `p${i + 1}`;
    page.style.aspectRatio = `${p.width} / ${p.height}`;
    page.setAttribute('aria-label', `Page ${p.label}`);
    page.querySelector('.folio').textContent = p.label;
    if (page.near) draw(page);
  });
  by('count').textContent = pages.length;
  by('page').max = pages.length;
  setZoom();
}

/* ---- zoom and spreads ---- */

function setZoom() {
  const pages = view.state?.pages ?? [], main = by('pages');
  if (!pages.length) return;
  const widest = Math.max(...pages.map(p => p.width)) * POINT;
  view.now = view.zoom ?? Math.min((main.clientWidth - 48) / (view.spreads ? 2 : 1) / widest, 2);
  main.style.setProperty('--wide', `${Math.floor(widest * view.now)}px`);
  main.classList.toggle('spreads', view.spreads);
  main.firstElementChild.classList.toggle('first', view.spreads);
  by('zoom').textContent = `${Math.round(view.now * 100)} %`;
}

function pageInView() {
  const main = by('pages').getBoundingClientRect(), middle = main.top + main.height / 2;
  return [...by('pages').children].find(p => p.getBoundingClientRect().bottom > middle);
}

/* What is in the middle of the window stays there. */
function keepPlace(change) {
  const main = by('pages'), page = pageInView(), middle = main.getBoundingClientRect().top + main.clientHeight / 2;
  const into = page ? (middle - page.getBoundingClientRect().top) / page.offsetHeight : 0;
  change();
  if (page) main.scrollTop += page.getBoundingClientRect().top + into * page.offsetHeight - middle;
}

const zoomBy = factor => keepPlace(() => { view.zoom = Math.min(Math.max(view.now * factor, 0.2), 6); setZoom(); });

/* ---- source ---- */

const editor = (path, line) => `vscode://file${path.startsWith('/') ? '' : '/'}${path}:${line}`;
const shown = path => path.split('/').slice(-2).join('/');
const fileOf = path => view.state.files.findIndex(f => f === path || f.endsWith(`/${path}`));

function showPlace(event) {
  const found = event.target.closest?.('[data-at]');
  by('place').hidden = !found;
  if (!found) return;
  const [file, line] = found.dataset.at.split(':').map(Number), path = view.state.files[file];
  const link = by('place').firstElementChild;
  link.textContent = `${shown(path)}, line ${line}`;
  link.href = editor(path, line);
  by('place').style.left = `${Math.min(event.clientX, innerWidth - 320)}px`;
  by('place').style.top = `${Math.min(event.clientY + 8, innerHeight - 60)}px`;
}

/* The last thing on the page that begins at the line or a little above it. */
function nearest(page, file, line) {
  let best = null, at = 0;
  for (const item of page.querySelectorAll(`[data-at^="${file}:"]`)) {
    const own = Number(item.dataset.at.split(':')[1]);
    if (own <= line && own > at) [best, at] = [item, own];
  }
  return line - at < 20 ? best : null;
}

function markFindings(page) {
  for (const old of page.querySelectorAll('.found-error, .found-warning')) old.classList.remove('found-error', 'found-warning');
  for (const f of view.state.findings) {
    const file = fileOf(f.path);
    if (f.line && file > 0) nearest(page, file, f.line)?.classList.add(`found-${f.severity}`);
  }
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function finding(f) {
  const file = fileOf(f.path), words = element('b', { textContent: f.severity === 'error' ? 'Error' : 'Warning' });
  const item = element('li', { className: f.severity }, words, ` ${f.code}: ${f.message} `);
  if (f.path) {
    const text = f.line ? `${shown(f.path)}, line ${f.line}` : shown(f.path);
    item.append(element('a', { href: editor(file > 0 ? view.state.files[file] : f.path, f.line || 1), textContent: text }));
  }
  return item;
}

function setFindings(findings) {
  by('findings').querySelector('ol').replaceChildren(...findings.length ? findings.map(finding) : [element('li', { textContent: 'None' })]);
}

function setContents(contents) {
  by('contents').querySelector('ol').replaceChildren(...contents.map(h =>
    element('li', { className: `l${h.level}` }, element('a', { href: `#p${h.page + 1}`, textContent: h.title }))));
}

/* ---- state ---- */

const goTo = index => by('pages').children[index]?.scrollIntoView({ block: 'start' });

/* To what has changed, unless that is to be seen already. */
function follow(state) {
  const page = by('pages').children[state.changed];
  if (state.changed < 0 || !page) return;
  const box = page.getBoundingClientRect(), main = by('pages').getBoundingClientRect();
  if (box.bottom < main.top || box.top > main.bottom) goTo(state.changed);
}

function say(state) {
  by('status').className = state.errors ? 'errors' : '';
  by('status').textContent = !state.errors ? '' : `${state.errors === 1 ? 'One error' : `${state.errors} errors`}. These are the last good pages.`;
}

async function take(state) {
  const first = !view.state;
  if (state.symbols > view.symbols) {
    const text = await fetchText('symbols');
    by('symbols').innerHTML = `<svg><defs>${text}</defs></svg>`;
    view.symbols = state.symbols;
  }
  view.state = state;
  document.title = `${state.title || 'planpress'} – preview`;
  by('title').textContent = state.title || 'Preview';
  by('title').lang = state.lang;
  by('product').replaceChildren(...state.products.map(p => new Option(p.replace('-', ' '), p, false, p === state.product)));
  setPages(state.pages);
  setContents(state.contents);
  setFindings(state.findings);
  by('pages').querySelectorAll('.page[data-drawn]').forEach(markFindings);
  say(state);
  document.body.dataset.version = state.version;
  if (!first) follow(state);
}

let taking = Promise.resolve();
const events = new EventSource('events');
events.onmessage = event => { taking = taking.then(() => take(JSON.parse(event.data))).catch(console.error); };
events.onerror = () => {
  by('status').className = 'errors';
  by('status').textContent = 'The preview has ended. Start it again, and open its new address.';
};
events.onopen = () => { if (view.state) say(view.state); };

/* ---- controls ---- */

by('larger').onclick = () => zoomBy(1.25);
by('smaller').onclick = () => zoomBy(0.8);
by('fit').onclick = () => keepPlace(() => { view.zoom = null; setZoom(); });
by('spreads').onclick = () => keepPlace(() => {
  view.spreads = !view.spreads;
  by('spreads').setAttribute('aria-pressed', view.spreads);
  setZoom();
});
by('page').onchange = () => goTo(Number(by('page').value) - 1);
by('product').onchange = () => fetch(`product?at=${by('product').value}`);
by('pages').onclick = showPlace;
by('pages').onscroll = () => {
  by('place').hidden = true;
  const page = pageInView();
  if (page && document.activeElement !== by('page')) by('page').value = page.id.slice(1);
};
document.onkeydown = event => { if (event.key === 'Escape') by('place').hidden = true; };
addEventListener('resize', () => setZoom());
