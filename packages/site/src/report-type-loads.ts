import { formatDuration, type LoadFacts, type LoadScope, type ReportTypeFacts } from '@reportline/report-types'
import { cite, escapeHtml } from './page.ts'

/** Renders how a report type is loaded into tables: one paragraph per table. */
export function loadParagraphs({ loads = [] }: ReportTypeFacts): string[] {
  return loads.map((load) => {
    const { records, assumed = [], notes = [], sources } = load
    const table =
      records === undefined ? 'Into a table' : `Into a table, the records of <code>${escapeHtml(records)}</code>`
    const parts = [describeMode(load), ...describeDetails(load)]
    const assumptions = assumed.length === 0 ? '' : ` Assumed: ${assumed.join(', ')}.`
    const text = `${table}: ${parts.join('; ')}.${assumptions} ${notes.map(escapeHtml).join(' ')}`.trim()
    return `    <p>${text} <small>${sources.map(cite).join('; ')}</small></p>`
  })
}

function describeMode(load: LoadFacts): string {
  switch (load.mode) {
    case 'snapshot':
      return 'replace all rows'
    case 'replace':
      return `replace ${describeScope(load.scope)}`
    case 'merge':
      return `update and insert rows by key${load.newestBy === undefined ? '' : `, the newest by ${code([load.newestBy])}`}`
    case 'once':
      return `load each document once, by ${code(Object.values(load.identity))}`
  }
}

function describeScope(scope: LoadScope): string {
  if (scope.by === 'values') {
    return `the rows with the same ${code(scope.columns)}${scope.unit === undefined ? '' : ` (by ${scope.unit})`}`
  }
  const { column } = scope
  return column === undefined ? 'the rows of the window' : `the rows whose ${code([column])} is in the window`
}

function describeDetails(load: LoadFacts): string[] {
  const { options = [], history } = load
  const key = 'key' in load && load.key !== undefined ? [`key ${code(load.key)}`] : []
  const separated = options.length === 0 ? [] : [`separate tables or columns for ${code(options)}`]
  const first = history === undefined ? [] : [`start at most ${formatDuration(history)} back`]
  return [...key, ...describeSteps(load), ...separated, ...first]
}

function describeSteps(load: LoadFacts): string[] {
  if (load.mode === 'snapshot' || load.mode === 'once') return []
  const { cursor, lookBack, holdBack, windowLength } = load
  return [
    ...(cursor === undefined ? [] : [`continue at ${code([cursor])}`]),
    ...(lookBack === undefined ? [] : [`request the last ${formatDuration(lookBack)} again`]),
    ...(holdBack === undefined ? [] : [`wait ${formatDuration(holdBack)}`]),
    ...(windowLength === undefined ? [] : [`${formatDuration(windowLength)} per request`]),
  ]
}

function code(names: readonly string[]): string {
  return names.map((name) => `<code>${escapeHtml(name)}</code>`).join(', ')
}
