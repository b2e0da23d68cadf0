import type { Emulator } from '@reportline/emulator'
import type { KeyFiles } from './key-files.ts'

/** What a person reads who has started an emulator: where it is, and the first things to try. */
export function welcome(
  { url, httpsUrl, credentials }: Pick<Emulator, 'url' | 'httpsUrl' | 'credentials'>,
  files: Pick<KeyFiles, 'privateKey' | 'certificate'>,
): string {
  const { pay, ...sellers } = credentials
  const { publicKeyId, region } = pay
  const shown = { ...sellers, pay: { publicKeyId, privateKey: files.privateKey, region } }
  const accounts = Object.entries(shown).map(([api, fields]) => {
    const rows = Object.entries(fields).map(([name, value]) => `  ${name.padEnd(13)} ${value}\n`)
    return `${api}\n${rows.join('')}`
  })
  const { clientId, clientSecret, refreshToken } = credentials.sellingPartner
  return `A local Amazon listens at ${url}
Every API, the token endpoint and the documents are there; the credentials are made up.
${secure(httpsUrl, files.certificate)}
${accounts.join('\n')}
Get an access token:
  curl ${url}/auth/o2/token -d grant_type=refresh_token \\
    --data-urlencode 'refresh_token=${refreshToken}' \\
    -d client_id=${clientId} \\
    -d client_secret=${clientSecret}

Move its clock a minute on:
  curl ${url}/_emulator/advance -d '{"milliseconds": 60000}'

Make the next call fail:
  curl ${url}/_emulator/fixtures -d '{"faults": [{"status": 503}]}'

See why Amazon Pay refuses a signature:
  reportline sign explain --help

Stop it with Ctrl-C.
`
}

/** How to reach it with https, and how to trust what nobody but this process has vouched for. */
function secure(httpsUrl: string | undefined, certificate: string | undefined): string {
  if (httpsUrl === undefined || certificate === undefined) return ''
  return `
With https, for clients that speak nothing else: ${httpsUrl}
Its certificate is made for this run. Trust it as an authority:
  NODE_EXTRA_CA_CERTS=${certificate}   (Node)
  curl --cacert ${certificate} ${httpsUrl}
`
}
