import type { Api } from '../../../scripts/apis.ts'
import type { Bundle } from '../../../scripts/generate/bundle.ts'

/** The page that leads to every rendered specification. */
export function indexPage(pages: readonly { readonly api: Api; readonly bundle: Bundle }[]): string {
  const rows = pages.map(
    ({ api, bundle: { info } }) =>
      `      <li><a href="${escapeHtml(api.name)}.html">${escapeHtml(info.title)}</a> <small>${escapeHtml(info.version)}</small><br>${escapeHtml(info.summary ?? '')}</li>`,
  )
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Reportline</title>
    <style>
      body { font: 1rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1d2733 }
      li { margin: 0 0 1rem }
      small { color: #5b6875 }
    </style>
  </head>
  <body>
    <h1>Reportline</h1>
    <p>Amazon's report APIs, usable from TypeScript. Each API is described once, as an OpenAPI document; these pages are rendered from it.</p>
    <ul>
${rows.join('\n')}
    </ul>
    <p>An independent project. Not affiliated with Amazon.</p>
  </body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
