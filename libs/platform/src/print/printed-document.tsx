import type { Child } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';

/** What stands around every printed page. */
export interface PrintedDocumentProps {
  readonly title: string;
  readonly language: string;
  readonly style: string;
  readonly children: Child;
}

/** The style is our own and is said as it is; everything else is escaped. */
export function PrintedDocument({ title, language, style, children }: PrintedDocumentProps): JSX.Element {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
