import { createHash } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { PrintedDocument } from './printed-document.js';
import { LANDSCAPE, PAPER, POSTER } from './paper.js';

/** The languages that the home works in; the first is the one in doubt. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Markup, in which everything but tags is text: it is escaped. */
export type Markup = JSX.Element;
export type { Child };

/** What is to be printed. */
export interface Print {
  /** Of the window, and of the file when it is saved. */
  readonly title: string;
  readonly language: Language;
  /** Left and right at the foot of every page, beside the number of the page. */
  readonly foot: string;
  readonly body: Markup;
  /** The sheet lies on its long side, for tables with many columns. */
  readonly landscape?: boolean;
  /** For the wall: A3 on its long side, in letters of 18 points and more. */
  readonly poster?: boolean;
}

/** A page for people, and what a browser may do with it. */
export interface PrintedPage {
  readonly html: string;
  /** A `Content-Security-Policy`: nothing but its own style, and nothing else from anywhere. */
  readonly policy: string;
}

/** Everything that comes from the record is escaped: it is text, whatever it says. */
export async function printed({
  title,
  language,
  foot,
  body,
  landscape = false,
  poster = false,
}: Print): Promise<PrintedPage> {
  const style = PAPER + (landscape ? LANDSCAPE : '') + (poster ? POSTER : '') + footStyle(foot, language);
  const html = String(await PrintedDocument({ title, language, style, children: body }));
  return { html: `<!doctype html>${html}`, policy: policyFor(style) };
}

/** A `Content-Security-Policy` that lets nothing be run or fetched, and no style apply but this one. */
export function policyFor(style?: string): string {
  const nothing = ['default-src', 'base-uri', 'form-action', 'frame-ancestors'].map((part) => `${part} 'none'`);
  if (style === undefined) return nothing.join(';');
  const hash = createHash('sha256').update(style).digest('base64');
  return [...nothing, `style-src 'sha256-${hash}'`].join(';');
}

const PAGE_OF: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['Page ', ' of '],
  es: ['Página ', ' de '],
};

/** The number of the page comes from the paper, so the whole foot does. */
function footStyle(foot: string, language: Language): string {
  const [page, of] = PAGE_OF[language];
  return (
    `@page{@bottom-left{content:${cssString(foot)}}` +
    `@bottom-right{content:${cssString(page)} counter(page) ${cssString(of)} counter(pages)}}`
  );
}

/** Text as a string of CSS inside an HTML style: only what can end neither stands for itself. */
export function cssString(text: string): string {
  const escape = (character: string): string => `\\${(character.codePointAt(0) ?? 0xfffd).toString(16)} `;
  return `"${text.replace(/[^\p{L}\p{N} .,:()-]/gu, escape)}"`;
}
