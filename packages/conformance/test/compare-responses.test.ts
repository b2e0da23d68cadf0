import { describe, expect, it } from 'vitest'
import { compareResponses } from '../src/compare-responses.ts'

const response = { status: 200, headers: { 'X-Id': 'a' }, body: { reports: [{ reportId: '1', type: 'x' }] } }

describe('compareResponses', () => {
  it('finds no difference between equal responses, ignoring the case of header names', () => {
    expect(compareResponses(response, { ...response, headers: { 'x-id': 'a' } })).toEqual([])
  })

  it('reports the path of each difference', () => {
    const other = { status: 201, headers: {}, body: { reports: [{ reportId: '2', type: 'x', more: true }] } }
    expect(compareResponses(response, other)).toEqual([
      'status: expected 200, received 201',
      'headers.x-id: expected "a", received nothing',
      'body.reports.0.reportId: expected "1", received "2"',
      'body.reports.0.more: expected nothing, received true',
    ])
  })

  it('accepts any generated value, but requires it to be present', () => {
    const other = { ...response, body: { reports: [{ reportId: '2', type: 'x' }] } }
    expect(compareResponses(response, other, ['body.reports.*.reportId'])).toEqual([])
    const without = { ...response, body: { reports: [{ type: 'x' }] } }
    expect(compareResponses(response, without, ['body.reports.*.reportId'])).toHaveLength(1)
  })
})
