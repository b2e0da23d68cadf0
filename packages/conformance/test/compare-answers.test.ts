import { describe, expect, it } from 'vitest'
import { compareAnswers } from '../src/compare-answers.ts'

const answer = { status: 200, headers: { 'X-Id': 'a' }, body: { reports: [{ reportId: '1', type: 'x' }] } }

describe('compareAnswers', () => {
  it('finds no difference between equal answers, whatever the case of header names', () => {
    expect(compareAnswers(answer, { ...answer, headers: { 'x-id': 'a' } })).toEqual([])
  })

  it('names the place of each difference', () => {
    const other = { status: 201, headers: {}, body: { reports: [{ reportId: '2', type: 'x', more: true }] } }
    expect(compareAnswers(answer, other)).toEqual([
      'status: documented 200, answered 201',
      'headers.x-id: documented "a", answered nothing',
      'body.reports.0.reportId: documented "1", answered "2"',
      'body.reports.0.more: documented nothing, answered true',
    ])
  })

  it('lets the server make up what is said to be generated, but wants it there', () => {
    const other = { ...answer, body: { reports: [{ reportId: '2', type: 'x' }] } }
    expect(compareAnswers(answer, other, ['body.reports.*.reportId'])).toEqual([])
    const without = { ...answer, body: { reports: [{ type: 'x' }] } }
    expect(compareAnswers(answer, without, ['body.reports.*.reportId'])).toHaveLength(1)
  })
})
