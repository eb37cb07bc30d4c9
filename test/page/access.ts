import type { Page } from 'playwright-core';

/** Roles that a person does something with. */
const INTERACTIVE = new Set([
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'listbox',
  'option',
  'checkbox',
  'radio',
  'menuitem',
  'menuitemradio',
  'switch',
  'tab',
  'slider',
  'spinbutton',
  'Date',
  'DateTime',
  'DisclosureTriangle',
]);

/** Something that a screen reader meets. */
interface Met {
  readonly role: string;
  readonly name: string;
}

/** Everything in Chromium's accessibility tree, as a screen reader meets it. */
export async function accessibilityTree(page: Page): Promise<Met[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter((node) => !node.ignored)
    .map((node) => ({ role: String(node.role?.value ?? ''), name: String(node.name?.value ?? '').trim() }));
}

/** What one can use but not name: `role` of each. */
export function nameless(tree: readonly Met[]): string[] {
  return tree.filter(({ role, name }) => INTERACTIVE.has(role) && name === '').map(({ role }) => role);
}

/** Text whose contrast is too low (WCAG 2.2, 1.4.3: 4.5, or 3 for large text), and edges of fields and buttons (1.4.11: 3). */
export function lowContrast(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(${measure.toString()})()`);
}

/** Where the focus goes by Tab, until it comes back: name, and whether it can be seen. */
export async function focusOrder(page: Page, most = 80): Promise<{ readonly what: string; readonly seen: boolean; readonly y: number }[]> {
  const order: { what: string; seen: boolean; y: number; at: string }[] = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const one = await page.evaluate<{ what: string; seen: boolean; y: number; at: string } | null>(`(${focused.toString()})()`);
    // A date has several stops of its own.
    if (one?.at !== undefined && one.at === order.at(-1)?.at) continue;
    if (!one || order.some(({ at }) => at === one.at)) break;
    order.push(one);
  }
  return order;
}

// The two below run in the page; they are sent as their source, so they name nothing from here.

// biome-ignore lint/suspicious/noExplicitAny: the page's globals are not this project's
declare const document: any, getComputedStyle: any, innerWidth: number, innerHeight: number;

function focused() {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  const around = getComputedStyle(node.closest('.composer-box, .picker, .segments label') ?? node);
  const ring = style.outlineStyle !== 'none' || around.boxShadow !== 'none' || around.outlineStyle !== 'none';
  const inside = box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const path: number[] = [];
  for (let up = node; up?.parentElement; up = up.parentElement) path.unshift([...up.parentElement.children].indexOf(up));
  return {
    what: `${node.tagName.toLowerCase()} ${node.getAttribute('aria-label') ?? node.textContent?.slice(0, 40) ?? ''}`.trim(),
    seen: ring && inside,
    y: Math.round(box.top),
    at: path.join('.'),
  };
}

function measure() {
  type Colour = readonly [number, number, number, number];
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const read = (text: string): Colour => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = text;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top: Colour, under: Colour): Colour => {
    const mix = (index: 0 | 1 | 2) => top[index] * top[3] + under[index] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const behind = (node: any): Colour => {
    const layers: Colour[] = [];
    for (let up = node; up; up = up.parentElement) {
      const colour = read(getComputedStyle(up).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1] as Colour);
  };
  const light = ([r, g, b]: Colour) => {
    const part = (value: number) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const contrast = (one: Colour, other: Colour) => {
    const [high = 0, low = 0] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const found = new Set<string>();
  for (const node of document.querySelectorAll('body *')) {
    const style = getComputedStyle(node);
    // What cannot be used or seen has no contrast to keep.
    if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || node.closest('[inert], [aria-disabled="true"]'))
      continue;
    const said = [...node.childNodes].filter((child) => child.nodeType === 3 && child.textContent.trim() !== '');
    const under = behind(node);
    const named = `${node.tagName.toLowerCase()}.${String(node.className?.baseVal ?? node.className).replaceAll(' ', '.')}`;
    const typed = node.matches('input, textarea') && !node.matches('[type=checkbox], [type=radio]');
    if (said.length > 0 || typed) {
      const large =
        Number.parseFloat(style.fontSize) >= 24 || (Number.parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
      const shown = typed && node.value === '' ? getComputedStyle(node, '::placeholder').color : style.color;
      const ratio = contrast(over(read(shown), under), under);
      if (ratio < (large ? 3 : 4.5))
        found.add(`${named} “${(said[0]?.textContent ?? node.placeholder ?? '').slice(0, 30)}” ${ratio.toFixed(2)}`);
    }
    const edged = node.matches('.field, .picker, .composer-box, .dialog .button, .home .button');
    if (edged && style.borderTopStyle !== 'none' && Number.parseFloat(style.borderTopWidth) > 0) {
      const ratio = Math.max(
        contrast(over(read(style.borderTopColor), under), behind(node.parentElement)),
        contrast(under, behind(node.parentElement)),
      );
      if (ratio < 3) found.add(`${named} edge ${ratio.toFixed(2)}`);
    }
    const drawn = node.matches('button svg');
    if (drawn) {
      const ratio = contrast(over(read(style.color), under), under);
      if (ratio < 3) found.add(`${named} icon ${ratio.toFixed(2)}`);
    }
  }
  return [...found];
}
