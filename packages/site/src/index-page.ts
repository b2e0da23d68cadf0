import { escapeHtml, page } from './page.ts'

/** One entry of the index. */
export interface IndexEntry {
  /** The page's file in the site's folder. */
  readonly file: string
  readonly title: string
  readonly version?: string
  readonly summary?: string
}

/** Renders the index page, which links to every other page. */
export function indexPage(
  specifications: readonly IndexEntry[],
  workflows: readonly IndexEntry[],
  catalogue: IndexEntry,
  commands: readonly IndexEntry[],
): string {
  const introduction = `    <h1>Reportline</h1>
    <p>Amazon's report APIs, usable from TypeScript. These pages are rendered from the OpenAPI document of each API.</p>`
  return page(
    'Reportline',
    `${introduction}\n${list('APIs', specifications)}${list('Report types', [catalogue])}${list('Workflows', workflows)}${list('The command reportline', commands)}`,
  )
}

function list(heading: string, entries: readonly IndexEntry[]): string {
  if (entries.length === 0) return ''
  return `    <h2>${heading}</h2>\n    <ul>\n${entries.map(item).join('\n')}\n    </ul>\n`
}

function item({ file, title, version = '', summary = '' }: IndexEntry): string {
  return `      <li><a href="${escapeHtml(file)}">${escapeHtml(title)}</a> <small>${escapeHtml(version)}</small><br>${escapeHtml(summary)}</li>`
}
