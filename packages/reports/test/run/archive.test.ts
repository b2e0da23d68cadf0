import type { Archive, DocumentToArchive } from '@reportline/documents'
import { describe, expect, test } from 'vitest'
import { FakeAmazon, listings } from '../support/fake-amazon.ts'
import { collect } from '../support/streams.ts'

/** An archive that records its calls and stores nothing. */
function listingArchive(): Archive & { readonly opened: DocumentToArchive[] } {
  const opened: DocumentToArchive[] = []
  return {
    opened,
    async open(document, { download, signal }) {
      opened.push(document)
      return download(signal)
    },
    async recordRead() {},
  }
}

describe('an archive of an account', () => {
  test('receives the report of a document and its request', async () => {
    const archive = listingArchive()
    const outcome = await new FakeAmazon().account({ archive }).run({
      reportType: listings,
      marketplaces: ['DE'],
      from: '2025-01-01T00:00:00Z',
      to: '2025-01-02T00:00:00Z',
      reportOptions: { custom: 'true' },
    })
    if (outcome.status === 'done') await collect(outcome.document.rows())
    expect(archive.opened).toEqual([
      {
        reportDocumentId: 'doc-1',
        reportId: '50001',
        reportType: listings,
        api: 'selling-partner',
        account: undefined,
        region: 'eu',
        environment: undefined,
        marketplaceIds: ['A1PA6795UKMFR9'],
        createdTime: '2025-01-15T00:00:00+00:00',
        dataStartTime: '2025-01-01T00:00:00.000Z',
        dataEndTime: '2025-01-02T00:00:00.000Z',
        reportOptions: { custom: 'true' },
      },
    ])
  })

  test('stores documents of reports that other applications requested, and documents without a report', async () => {
    const archive = listingArchive()
    const account = new FakeAmazon().account({ archive })
    await account.document('doc-9', { reportType: listings }).text()
    expect(archive.opened).toMatchObject([{ reportDocumentId: 'doc-9', reportType: listings, region: 'eu' }])
  })
})
