import { DocumentError } from '@reportline/documents'

/**
 * The domains of the hosts from which Amazon's documents are downloaded. Public examples show S3 and CloudFront. That there
 * are no others is assumed.
 */
const amazonDomains = ['amazonaws.com', 'cloudfront.net', 'amazon.com']

/** From which hosts documents may be downloaded: Amazon's and these, or any, because the endpoint is not Amazon's. */
export type DocumentHosts = readonly string[] | 'any'

/**
 * Checks a download URL before anything is sent to it, because a response of the API or a redirect chose it: it must use
 * https, and its host must be one of Amazon's, so that it is no host of the local network.
 *
 * @throws DocumentError `UNSAFE_URL`. The message contains the host, and nothing else of the URL.
 */
export function checkDownloadUrl(text: string, hosts: DocumentHosts, reportDocumentId: string): URL {
  const fail = (what: string) => new DocumentError({ code: 'UNSAFE_URL', reportDocumentId, what })
  if (!URL.canParse(text)) throw fail('its download URL is not a URL.')
  const url = new URL(text)
  const { protocol, hostname } = url
  if (hosts === 'any') {
    if (protocol === 'https:' || protocol === 'http:') return url
    throw fail(`its download URL starts with ${protocol}. It must use http or https.`)
  }
  if (protocol !== 'https:') throw fail(`its download URL starts with ${protocol}. It must use https.`)
  const isAllowed = hosts.includes(hostname) || amazonDomains.some((domain) => hostname.endsWith(`.${domain}`))
  if (isAllowed) return url
  throw fail(
    `its download URL is on the host ${hostname.slice(0, 100)}, which is not one of Amazon's. Nothing was sent to it. If ` +
      'Amazon uses this host now, add it to `documentHosts`.',
  )
}
