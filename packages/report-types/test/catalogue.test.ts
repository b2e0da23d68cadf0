import { describe, expect, it } from 'vitest'
import { groups } from '../src/groups.ts'
import { catalogueVersion, reportTypeFacts, reportTypes } from '../src/index.ts'
import { listedReportTypes } from './support/listed-report-types.ts'

const all = reportTypes()

/** The names of the rows that a rule does not hold for: an empty list passes. */
function breaking(rule: (facts: (typeof all)[number]) => boolean): string[] {
  return all.filter((facts) => !rule(facts)).map(({ reportType }) => reportType)
}

describe('the catalogue', () => {
  it('holds every report type that the lists name', () => {
    expect(listedReportTypes.filter((reportType) => reportTypeFacts(reportType) === undefined)).toEqual([])
  })

  it('has each name once, though the rows stand in many files', () => {
    const names = groups().flatMap(({ rows }) => Object.keys(rows))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(all).toHaveLength(names.length)
  })

  it('does not know what is no report type', () => {
    expect(reportTypeFacts('GET_NOTHING')).toBeUndefined()
    expect(reportTypeFacts('toString')).toBeUndefined()
    expect(reportTypeFacts('')).toBeUndefined()
  })

  it('gives a row its name, its API and its group', () => {
    expect(reportTypeFacts('GET_AB_INVOICE_PDF')).toMatchObject({
      reportType: 'GET_AB_INVOICE_PDF',
      api: 'business',
      group: 'Amazon Business',
      format: { kind: 'zip' },
    })
  })

  it('has a version that is a day', () => {
    expect(catalogueVersion).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  it('has a dated source for every row, and addresses that can be opened', () => {
    expect(breaking(({ sources }) => sources.length > 0)).toEqual([])
    const sources = all.flatMap((facts) => facts.sources)
    expect(sources.filter(({ title, date }) => title === '' || !/^\d{4}(-\d\d(-\d\d)?)?$/.test(date))).toEqual([])
    const addresses = sources.flatMap(({ address }) => (address === undefined ? [] : [address]))
    expect(addresses.filter((address) => !address.startsWith('https://') || !URL.canParse(address))).toEqual([])
    expect(sources.filter(({ date }) => date > catalogueVersion)).toEqual([])
  })

  it('marks as assumed only what a row says', () => {
    expect(breaking((facts) => (facts.assumed ?? []).every((field) => facts[field] !== undefined))).toEqual([])
  })
})

describe('a removed report type', () => {
  it('names a successor that is there, and not removed itself', () => {
    const lost = all.flatMap(({ removed }) => {
      const successor = removed?.successor
      if (successor === undefined) return []
      const facts = reportTypeFacts(successor)
      return facts === undefined || facts.removed !== undefined ? [successor] : []
    })
    expect(lost).toEqual([])
  })

  it('has a day as its date, where a source tells it', () => {
    expect(breaking(({ removed }) => removed?.on === undefined || /^\d{4}-\d\d-\d\d$/.test(removed.on))).toEqual([])
  })
})

describe('options', () => {
  it('have documented values that differ, and a default among them', () => {
    const options = all.flatMap(({ options = {} }) => Object.values(options))
    const wrong = options.filter(({ values, default: byDefault }) => {
      if (values === undefined) return byDefault !== undefined
      return new Set(values).size !== values.length || (byDefault !== undefined && !values.includes(byDefault))
    })
    expect(wrong).toEqual([])
  })

  it('are not required when there is a default', () => {
    const options = all.flatMap(({ options = {} }) => Object.values(options))
    expect(options.filter((facts) => facts.required === true && facts.default !== undefined)).toEqual([])
  })

  it('are there when a set or a period names them', () => {
    expect(
      breaking(({ options = {}, optionSets = [], window }) => {
        const named = [...optionSets.flat(), ...(window?.periodOption === undefined ? [] : [window.periodOption])]
        return named.every((name) => Object.hasOwn(options, name))
      }),
    ).toEqual([])
  })
})

describe('columns', () => {
  it('of money name the column of their currency', () => {
    const wrong = all.flatMap(({ reportType, columns = {} }) =>
      Object.entries(columns).flatMap(([name, { type, currency }]) =>
        type === 'money' && (currency === undefined || columns[currency] === undefined)
          ? [`${reportType} ${name}`]
          : [],
      ),
    )
    expect(wrong).toEqual([])
  })

  it('of restricted tables tell which of them are personal', () => {
    expect(
      breaking(({ restricted, columns }) => {
        if (restricted === undefined || columns === undefined) return true
        return Object.values(columns).some(({ personal }) => personal === true)
      }),
    ).toEqual([])
  })

  it('with names and addresses of buyers are personal wherever they come', () => {
    const telling = /^(buyer-(name|email|phone)|recipient-name|(ship|bill)-(address|city|state|postal|phone))/
    const open = all.flatMap(({ reportType, columns = {} }) =>
      Object.entries(columns).flatMap(([name, { personal }]) =>
        telling.test(name) && personal !== true ? [`${reportType} ${name}`] : [],
      ),
    )
    expect(open).toEqual([])
  })
})

describe('restricted report types', () => {
  it('are those that public documentation and clients name, with what they disagree on', () => {
    const restricted = all.filter((facts) => facts.restricted === true).map(({ reportType }) => reportType)
    expect(restricted.sort()).toEqual([
      'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_INVOICING',
      'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_TAX',
      'GET_EASYSHIP_DOCUMENTS',
      'GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING',
      'GET_FLAT_FILE_ORDER_REPORT_DATA_INVOICING',
      'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING',
      'GET_FLAT_FILE_ORDER_REPORT_DATA_TAX',
      'GET_GST_MTR_B2B_CUSTOM',
      'GET_ORDER_REPORT_DATA_INVOICING',
      'GET_ORDER_REPORT_DATA_SHIPPING',
      'GET_ORDER_REPORT_DATA_TAX',
      'GET_VAT_TRANSACTION_DATA',
      'SC_VAT_TAX_REPORT',
    ])
    const disputed = all.filter((facts) => facts.restricted === 'disputed').map(({ reportType }) => reportType)
    expect(disputed.sort()).toEqual(['GET_FLAT_FILE_VAT_INVOICE_DATA_REPORT', 'GET_XML_VAT_INVOICE_DATA_REPORT'])
  })
})

describe('formats', () => {
  it('quote cells in the two ledgers only, among tab-separated files', () => {
    const quoted = all.filter(({ format }) => format.kind === 'tsv' && format.quoted === true)
    expect(quoted.map(({ reportType }) => reportType)).toEqual([
      'GET_LEDGER_SUMMARY_VIEW_DATA',
      'GET_LEDGER_DETAIL_VIEW_DATA',
    ])
  })

  it('say where the records of JSON stand, but where Amazon has replaced the report type', () => {
    expect(
      breaking(
        ({ format, removed }) => format.kind !== 'json' || format.records !== undefined || removed !== undefined,
      ),
    ).toEqual([])
  })
})
