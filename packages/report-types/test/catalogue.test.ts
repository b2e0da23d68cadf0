import { describe, expect, it } from 'vitest'
import { groups } from '../src/groups.ts'
import { catalogueVersion, reportTypeFacts, reportTypes } from '../src/index.ts'
import { listedReportTypes } from './support/listed-report-types.ts'

const all = reportTypes()

/** Returns the report types that break a rule. */
function violating(rule: (facts: (typeof all)[number]) => boolean): string[] {
  return all.filter((facts) => !rule(facts)).map(({ reportType }) => reportType)
}

describe('the catalogue', () => {
  it('contains every report type of the lists', () => {
    expect(listedReportTypes.filter((reportType) => reportTypeFacts(reportType) === undefined)).toEqual([])
  })

  it('contains each report type once across all files', () => {
    const names = groups().flatMap(({ rows }) => Object.keys(rows))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(all).toHaveLength(names.length)
  })

  it('returns undefined for an unknown report type', () => {
    expect(reportTypeFacts('GET_NOTHING')).toBeUndefined()
    expect(reportTypeFacts('toString')).toBeUndefined()
    expect(reportTypeFacts('')).toBeUndefined()
  })

  it('adds the name, API and group to a row', () => {
    expect(reportTypeFacts('GET_AB_INVOICE_PDF')).toMatchObject({
      reportType: 'GET_AB_INVOICE_PDF',
      api: 'business',
      group: 'Amazon Business',
      format: { kind: 'zip' },
    })
  })

  it('has a date as its version', () => {
    expect(catalogueVersion).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  it('has a dated source for every row, with a valid URL if it is public', () => {
    expect(violating(({ sources }) => sources.length > 0)).toEqual([])
    const sources = all.flatMap((facts) => facts.sources)
    expect(sources.filter(({ title, date }) => title === '' || !/^\d{4}(-\d\d(-\d\d)?)?$/.test(date))).toEqual([])
    const urls = sources.flatMap(({ url }) => (url === undefined ? [] : [url]))
    expect(urls.filter((url) => !url.startsWith('https://') || !URL.canParse(url))).toEqual([])
    expect(sources.filter(({ date }) => date > catalogueVersion)).toEqual([])
  })

  it('marks a field as assumed only if the row has that field', () => {
    expect(violating((facts) => (facts.assumed ?? []).every((field) => facts[field] !== undefined))).toEqual([])
  })
})

describe('sources', () => {
  it('can be looked up: each has a URL, except for these documents', () => {
    const sources = all.flatMap(({ sources, loads = [] }) => [...sources, ...loads.flatMap((load) => load.sources)])
    const withoutUrl = new Set(sources.filter(({ url }) => url === undefined).map(({ title }) => title))
    expect([...withoutUrl]).toEqual([
      'Amazon Business API for Reports: public documentation and release notes',
      'Amazon Pay: Reports (Japanese reference)',
    ])
  })
})

describe('a removed report type', () => {
  it('names a successor that is in the catalogue and has not been removed', () => {
    const invalid = all.flatMap(({ removed }) => {
      const successor = removed?.successor
      if (successor === undefined) return []
      const facts = reportTypeFacts(successor)
      return facts === undefined || facts.removed !== undefined ? [successor] : []
    })
    expect(invalid).toEqual([])
  })

  it('has a valid date, if a source gives it', () => {
    expect(violating(({ removed }) => removed?.date === undefined || /^\d{4}-\d\d-\d\d$/.test(removed.date))).toEqual(
      [],
    )
  })
})

describe('options', () => {
  it('have distinct documented values, and a default that is one of them', () => {
    const options = all.flatMap(({ options = {} }) => Object.values(options))
    const wrong = options.filter(({ values, default: defaultValue }) => {
      if (values === undefined) return defaultValue !== undefined
      return new Set(values).size !== values.length || (defaultValue !== undefined && !values.includes(defaultValue))
    })
    expect(wrong).toEqual([])
  })

  it('are not required if there is a default', () => {
    const options = all.flatMap(({ options = {} }) => Object.values(options))
    expect(options.filter((facts) => facts.required === true && facts.default !== undefined)).toEqual([])
  })

  it('include those of the option sets and the period option', () => {
    expect(
      violating(({ options = {}, optionSets = [], window }) => {
        const named = [...optionSets.flat(), ...(window?.periodOption === undefined ? [] : [window.periodOption])]
        return named.every((name) => Object.hasOwn(options, name))
      }),
    ).toEqual([])
  })
})

describe('columns', () => {
  it('of money name an existing currency column', () => {
    const wrong = all.flatMap(({ reportType, columns = {} }) =>
      Object.entries(columns).flatMap(([name, { type, currency }]) =>
        type === 'money' && (currency === undefined || columns[currency] === undefined)
          ? [`${reportType} ${name}`]
          : [],
      ),
    )
    expect(wrong).toEqual([])
  })

  it('of restricted report types mark those with personal data', () => {
    expect(
      violating(({ restricted, columns }) => {
        if (restricted === undefined || columns === undefined) return true
        return Object.values(columns).some(({ personal }) => personal === true)
      }),
    ).toEqual([])
  })

  it('with names and addresses of buyers are always personal', () => {
    const personalName = /^(buyer-(name|email|phone)|recipient-name|(ship|bill)-(address|city|state|postal|phone))/
    const unmarked = all.flatMap(({ reportType, columns = {} }) =>
      Object.entries(columns).flatMap(([name, { personal }]) =>
        personalName.test(name) && personal !== true ? [`${reportType} ${name}`] : [],
      ),
    )
    expect(unmarked).toEqual([])
  })
})

describe('restricted report types', () => {
  it('are those that public documentation and clients name, and those on which the sources disagree', () => {
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
  it('of tab-separated documents are quoted for the two ledgers only', () => {
    const quoted = all.filter(({ format }) => format.kind === 'tsv' && format.quoted === true)
    expect(quoted.map(({ reportType }) => reportType)).toEqual([
      'GET_LEDGER_SUMMARY_VIEW_DATA',
      'GET_LEDGER_DETAIL_VIEW_DATA',
    ])
  })

  it('of JSON documents name the records property, unless Amazon has replaced the report type', () => {
    expect(
      violating(
        ({ format, removed }) => format.kind !== 'json' || format.records !== undefined || removed !== undefined,
      ),
    ).toEqual([])
  })
})
