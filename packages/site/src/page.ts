import type { Source } from '@reportline/report-types'

/** Renders a page of the site that Redocly does not render. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <style>
      body { font: 1rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1d2733 }
      li { margin: 0 0 1rem }
      small { color: #5b6875 }
      code, pre { font: 0.875rem/1.5 ui-monospace, monospace; background: #f3f5f8; border-radius: 4px }
      code { padding: 0.1em 0.3em }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0 }
      dt { color: #5b6875 }
      dd { margin: 0; overflow-wrap: anywhere }
      pre { padding: 0.75rem 1rem; overflow: auto }
    </style>
  </head>
  <body>
${body}
    <p><small>An independent project. Not affiliated with Amazon.</small></p>
  </body>
</html>
`
}

/** Escapes a string for use in HTML, in text and in attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Renders a source of a fact with its date. */
export function cite({ title, url, date }: Source): string {
  const name = escapeHtml(title)
  return `${url === undefined ? name : `<a href="${escapeHtml(url)}">${name}</a>`}, ${escapeHtml(date)}`
}
