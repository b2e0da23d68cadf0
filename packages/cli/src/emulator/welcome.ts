import type { Emulator } from '@reportline/emulator'

/** What a person reads who has started an emulator: where it is, and the first things to try. */
export function welcome({ url, credentials }: Pick<Emulator, 'url' | 'credentials'>): string {
  const accounts = Object.entries(credentials).map(([api, fields]) => {
    const rows = Object.entries(fields).map(([name, value]) => `  ${name.padEnd(13)} ${value}\n`)
    return `${api}\n${rows.join('')}`
  })
  const { clientId, clientSecret, refreshToken } = credentials.sellingPartner
  return `A local Amazon listens at ${url}
Every API, the token endpoint and the documents are there; the credentials are made up.

${accounts.join('\n')}
Get an access token:
  curl ${url}/auth/o2/token -d grant_type=refresh_token \\
    --data-urlencode 'refresh_token=${refreshToken}' \\
    -d client_id=${clientId} \\
    -d client_secret=${clientSecret}

Move its clock a minute on:
  curl ${url}/_emulator/advance -d '{"milliseconds": 60000}'

Make the next call fail:
  curl ${url}/_emulator/given -d '{"faults": [{"status": 503}]}'

Stop it with Ctrl-C.
`
}
