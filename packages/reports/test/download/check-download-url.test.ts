import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDownloadUrl } from '../../src/download/check-download-url.ts'
import { FakeAmazon } from '../support/fake-amazon.ts'

const signed = 'https://tortuga-prod-eu.s3-eu-west-1.amazonaws.com/doc?X-Amz-Signature=0123456789abcdef'
const located = (url: string) => () => Response.json({ reportDocumentId: 'doc-1', url })
const redirect = (location: string) => () => new Response(null, { status: 307, headers: { location } })

describe('a download URL', () => {
  test.each([signed, 'https://d34o8swod1owfl.cloudfront.net/a', 'https://s3.amazonaws.com/bucket/a'])(
    'of a host of Amazon is used: %s',
    (url) => expect(checkDownloadUrl(url, [], 'doc-1').href).toBe(url),
  )

  test.each([
    'data:text/plain,sku%0A1',
    'file:///etc/passwd',
    'http://tortuga.s3.amazonaws.com/doc',
    'https://169.254.169.254/latest/meta-data',
    'https://[fe80::1]/doc',
    'https://localhost/doc',
    'https://amazonaws.com.example.org/doc',
    'https://example.org/.amazonaws.com',
    'https://amazonaws.com@example.org/doc',
    'https://notamazonaws.com/doc',
    'ftp://s3.amazonaws.com/doc',
    'not a URL',
    '',
  ])('of another host or scheme is refused before anything is sent: %s', async (url) => {
    const amazon = new FakeAmazon().respond('getReportDocument', located(url || 'x'))
    await expect(amazon.account().document('doc-1').text()).rejects.toMatchObject({ code: 'UNSAFE_URL' })
    expect(amazon.count('download')).toBe(0)
  })

  test('can be on a host that the caller allows', () => {
    expect(checkDownloadUrl('https://proxy.example/doc', ['proxy.example'], 'doc-1').hostname).toBe('proxy.example')
    expect(checkDownloadUrl('http://127.0.0.1:4500/doc', 'any', 'doc-1').port).toBe('4500')
    expect(() => checkDownloadUrl('data:,x', 'any', 'doc-1')).toThrow('must use http or https')
  })

  test('appears in no message, only its host', () => {
    const text = fc.webUrl({ withQueryParameters: true, withFragments: true })
    fc.assert(
      fc.property(text, (url) => {
        try {
          checkDownloadUrl(`${url}?secret-of-the-url`, [], 'doc-1')
        } catch (error) {
          expect(String(error)).not.toContain('secret-of-the-url')
          expect(error).toMatchObject({ code: 'UNSAFE_URL' })
        }
      }),
    )
  })
})

describe('a redirect of the document store', () => {
  test('to another host of Amazon is followed', async () => {
    const amazon = new FakeAmazon().respond('download', redirect('https://documents.s3.amazonaws.com/moved?s=2'))
    expect(await amazon.account().document('doc-1').text()).toContain('Café')
    expect(amazon.last('download').request.url).toBe('https://documents.s3.amazonaws.com/moved?s=2')
  })

  test.each([
    'http://documents.s3.amazonaws.com/moved',
    'https://169.254.169.254/',
    'data:,x',
    'https://evil.example/',
  ])('to %s is refused', async (location) => {
    const amazon = new FakeAmazon().respond('download', redirect(location))
    await expect(amazon.account().document('doc-1').text()).rejects.toMatchObject({ code: 'UNSAFE_URL' })
    expect(amazon.sent.filter(({ request }) => request.url.startsWith(location))).toEqual([])
  })

  test('that never ends fails after three', async () => {
    const again = redirect('https://documents.s3.amazonaws.com/again')
    const amazon = new FakeAmazon().respond('download', again, again, again, again)
    await expect(amazon.account().document('doc-1').text()).rejects.toMatchObject({ code: 'REFUSED', status: 307 })
    expect(amazon.count('download')).toBe(4)
  })
})
