import {
  formatDuration,
  type MarketplaceFacts,
  type OptionFacts,
  type ReportTypeFacts,
  type WindowFacts,
} from '@reportline/report-types'
import { cite, escapeHtml, page } from './page.ts'
import { loadParagraphs } from './report-type-loads.ts'

/**
 * Renders the page of the catalogue, with one section per group of report types.
 *
 * @param version the date of the catalogue's last change
 */
export function reportTypesPage(reportTypes: readonly ReportTypeFacts[], version: string): string {
  const groups = [...new Set(reportTypes.map(({ group }) => group))].sort()
  const sections = groups.map((group) =>
    section(
      group,
      reportTypes.filter((one) => one.group === group),
    ),
  )
  const introduction = `    <h1>Report types</h1>
    <p>${reportTypes.length} report types, as of ${escapeHtml(version)}. Reportline also works with
    report types that are not listed. Facts that no source confirms are marked as assumed.</p>`
  return page('Report types', `${introduction}\n${sections.join('\n')}`)
}

function section(group: string, reportTypes: readonly ReportTypeFacts[]): string {
  return `    <h2>${escapeHtml(group)}</h2>\n${reportTypes.map(article).join('\n')}`
}

function article(facts: ReportTypeFacts): string {
  const { reportType, notes = [], sources } = facts
  const rows = describe(facts).map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`)
  return `    <h3 id="${escapeHtml(reportType)}"><code>${escapeHtml(reportType)}</code></h3>
    <dl>${rows.join('')}</dl>
${[...notes.map((note) => `    <p>${escapeHtml(note)}</p>`), ...loadParagraphs(facts)].join('\n')}
    <p><small>${sources.map(cite).join('; ')}</small></p>`
}

/** Returns the known facts as pairs of a term and its description, both HTML. */
function describe(facts: ReportTypeFacts): [string, string][] {
  const { format, window, frequency, dataDelay, retention, restricted, removed, options, marketplaces, assumed } = facts
  const personal = Object.entries(facts.columns ?? {}).filter(([, column]) => column.personal)
  const entries: [string, string | undefined][] = [
    ['Format', escapeHtml('quoted' in format ? `${format.kind}, quoted` : format.kind)],
    ['Created', describeCreation(facts)],
    [
      'Removed',
      removed &&
        escapeHtml([removed.date ?? 'yes', removed.successor ?? removed.alternative].filter(Boolean).join(', use ')),
    ],
    ['Date range', window && describeWindow(window)],
    ['Options', options && Object.entries(options).map(option).join('<br>')],
    ['Marketplaces', marketplaces && describeMarketplaces(marketplaces)],
    ['Frequency', frequency && `at most ${frequency.maxReports} per ${formatDuration(frequency.interval)}`],
    ['Data delay', dataDelay && `up to ${formatDuration(dataDelay)}`],
    ['Retention', retention && formatDuration(retention)],
    [
      'Restricted data token',
      restricted && (restricted === true ? 'required' : 'disputed: the sources contradict each other'),
    ],
    ['Personal columns', personal.length > 0 ? personal.map(([name]) => escapeHtml(name)).join(', ') : undefined],
    ['Assumed', assumed?.map(escapeHtml).join(', ')],
  ]
  return entries.filter((entry): entry is [string, string] => Boolean(entry[1]))
}

function describeCreation({ requestable, schedulable }: ReportTypeFacts): string {
  const ways = [requestable && 'on request', schedulable && 'on a schedule'].filter(Boolean)
  return ways.length > 0 ? ways.join(', ') : 'by Amazon automatically, or in Seller Central'
}

function describeMarketplaces({ maxCount, ifMore, ignored, countries }: MarketplaceFacts): string {
  const parts = [
    ignored && 'those of the request are ignored: the report covers all of them',
    maxCount && `at most ${maxCount} per report${ifMore === undefined ? '' : ` (more are ${ifMore})`}`,
    countries?.join(', '),
  ]
  return parts.filter(Boolean).join('; ')
}

function describeWindow({
  maxLength,
  ifLonger,
  minLength,
  lookBack,
  required,
  periodOption,
  summedRecords,
}: WindowFacts): string {
  const parts = [
    required && 'required',
    maxLength && `at most ${formatDuration(maxLength)}${ifLonger === undefined ? '' : ` (if longer: ${ifLonger})`}`,
    minLength && `at least ${formatDuration(minLength)}`,
    lookBack && `within the last ${formatDuration(lookBack)}`,
    periodOption && `whole periods of ${escapeHtml(periodOption)}`,
    summedRecords && `the records of ${escapeHtml(summedRecords)} are totals of the window`,
  ]
  return parts.filter(Boolean).join('; ')
}

function option([name, { values, required, maxLength, default: value }]: [string, OptionFacts]): string {
  const notes = [
    required && 'required',
    value !== undefined && `default ${value}`,
    maxLength !== undefined && `at most ${maxLength} characters`,
  ]
    .filter(Boolean)
    .join(', ')
  const text = `${values === undefined ? '' : `: ${values.join(', ')}`}${notes === '' ? '' : ` (${notes})`}`
  return `<code>${escapeHtml(name)}</code>${escapeHtml(text)}`
}
