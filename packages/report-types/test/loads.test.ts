import { describe, expect, it } from 'vitest'
import { type Duration, type LoadFacts, type ReportTypeFacts, reportTypeFacts, reportTypes } from '../src/index.ts'

/** The properties of JSON records that loads refer to, from Amazon's schemas. */
const jsonFields: Readonly<Record<string, readonly string[]>> = {
  salesAndTrafficByDate: ['date', 'salesByDate', 'trafficByDate'],
  salesAndTrafficByAsin: ['parentAsin', 'childAsin', 'sku', 'salesByAsin', 'trafficByAsin'],
  salesByAsin: ['startDate', 'endDate', 'asin'],
  inventoryByAsin: ['startDate', 'endDate', 'asin'],
  trafficByAsin: ['startDate', 'endDate', 'asin'],
  netPureProductMarginByAsin: ['startDate', 'endDate', 'asin'],
  forecastByAsin: ['forecastGenerationDate', 'asin', 'startDate', 'endDate'],
  reportData: ['startTime', 'endTime', 'asin'],
  dataByDepartmentAndSearchTerm: [
    'departmentName',
    'searchTerm',
    'searchFrequencyRank',
    'clickedAsin',
    'clickShareRank',
  ],
  dataByAsin: ['startDate', 'endDate', 'asin', 'purchasedWithAsin', 'searchQueryData.searchQuery'],
}
/** The elements of an order in XML that loads refer to. */
const orderElements = ['AmazonOrderID', 'LastUpdatedDate', 'PurchaseDate']

interface Load {
  readonly facts: ReportTypeFacts
  readonly load: LoadFacts
}

const all: readonly Load[] = reportTypes().flatMap((facts) => (facts.loads ?? []).map((load) => ({ facts, load })))

const normalized = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Returns all columns that a load names. */
function columnsOf(load: LoadFacts): readonly string[] {
  if (load.mode === 'snapshot') return load.key ?? []
  if (load.mode === 'once') return 'column' in load.identity ? [load.identity.column] : []
  const { key = [], cursor } = load
  const cursors = cursor === undefined ? [] : [cursor]
  if (load.mode === 'merge') return [...key, ...cursors, ...(load.newestBy === undefined ? [] : [load.newestBy])]
  const { scope } = load
  const scoped = scope.by === 'values' ? scope.columns : scope.column === undefined ? [] : [scope.column]
  return [...key, ...cursors, ...scoped]
}

function knownColumns({ facts: { format, columns }, load }: Load): readonly string[] {
  if (format.kind === 'json') return jsonFields[load.records ?? format.records ?? ''] ?? []
  return format.kind === 'xml' ? orderElements : Object.keys(columns ?? {})
}

function wrong(rule: (load: Load) => boolean): string[] {
  return all.filter((load) => !rule(load)).map(({ facts, load }) => `${facts.reportType} (${load.mode})`)
}

describe('load modes', () => {
  it('are known for the report types that connectors load', () => {
    const count = (mode: LoadFacts['mode']) => all.filter(({ load }) => load.mode === mode).length
    expect({
      snapshot: count('snapshot'),
      replace: count('replace'),
      merge: count('merge'),
      once: count('once'),
    }).toEqual({ snapshot: 16, replace: 31, merge: 2, once: 3 })
  })

  it('name keys, cursors and scopes that are columns of the document', () => {
    expect(
      wrong((load) => {
        const known = new Set(knownColumns(load).map(normalized))
        return columnsOf(load.load).every((column) => known.has(normalized(column)))
      }),
    ).toEqual([])
  })

  it('name columns of documents whose columns are known', () => {
    expect(wrong((load) => columnsOf(load.load).length === 0 || knownColumns(load).length > 0)).toEqual([])
  })

  it('name options of the report type', () => {
    expect(
      wrong(({ facts, load }) => {
        const identity = load.mode === 'once' && 'option' in load.identity ? [load.identity.option] : []
        return [...(load.options ?? []), ...identity].every((name) => Object.hasOwn(facts.options ?? {}, name))
      }),
    ).toEqual([])
  })

  it('have no column twice in a key', () => {
    expect(wrong(({ load }) => !('key' in load) || new Set(load.key).size === load.key?.length)).toEqual([])
  })

  it('have a source, and mark a field as assumed only if they have it', () => {
    expect(wrong(({ load }) => load.sources.length > 0)).toEqual([])
    expect(wrong(({ load }) => (load.assumed ?? []).every((field) => Object.hasOwn(load, field)))).toEqual([])
  })

  it('merge only by a key that a source shows', () => {
    const merged = all.flatMap(({ facts, load }) => (load.mode === 'merge' ? [[facts.reportType, load.key]] : []))
    expect(merged).toEqual([
      ['GET_XML_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL', ['AmazonOrderID']],
      [
        'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL',
        ['amazon-order-id', 'shipment-id', 'shipment-item-id', 'amazon-order-item-id'],
      ],
    ])
  })

  it('start the first load within the period for which Amazon keeps a report or has data', () => {
    const days = (duration: Duration | undefined) =>
      duration === undefined || !('days' in duration) ? Number.POSITIVE_INFINITY : duration.days
    expect(
      wrong(({ facts, load }) => {
        const { history } = load
        if (history === undefined || !('days' in history)) return true
        return history.days <= days(facts.window?.lookBack) && history.days < days(facts.retention)
      }),
    ).toEqual([])
  })

  it('look back no further than one window reaches', () => {
    expect(
      wrong(({ facts, load }) => {
        if (!('lookBack' in load) || load.lookBack === undefined || !('days' in load.lookBack)) return true
        const { maxLength } = facts.window ?? {}
        return maxLength === undefined || !('days' in maxLength) || load.lookBack.days <= maxLength.days
      }),
    ).toEqual([])
  })

  it('exist only for report types that Amazon has not removed', () => {
    expect(wrong(({ facts }) => facts.removed === undefined)).toEqual([])
  })

  it('have one load per list of a document', () => {
    const lists = reportTypeFacts('GET_SALES_AND_TRAFFIC_REPORT')?.loads?.map(({ records }) => records)
    expect(lists).toEqual(['salesAndTrafficByDate', 'salesAndTrafficByAsin'])
    const repeated = reportTypes().filter(
      ({ loads = [] }) => new Set(loads.map(({ records }) => records)).size !== loads.length,
    )
    expect(repeated).toEqual([])
  })
})
