import type { Credentials } from '../src/index.ts'

export const credentials: Credentials = {
  clientId: 'amzn1.application-oa2-client.0123456789abcdef',
  clientSecret: 'amzn1.oa2-cs.v1.SECRETsecretSECRETsecret',
  refreshToken: 'Atzr|REFRESHrefreshREFRESHrefresh',
}

export const secretParts = ['SECRETsecret', 'REFRESHrefresh', 'ACCESSaccess', 'CODEcode']

export type ScriptedResponse = Response | Error | ((form: URLSearchParams) => Response | Error)

export function tokenResponse(name: string, seconds = 3600): Response {
  return Response.json({
    access_token: `Atza|ACCESSaccess${name}`,
    token_type: 'bearer',
    expires_in: seconds,
    refresh_token: credentials.refreshToken,
  })
}

export function oauthError(status: number, error: string, description?: string): Response {
  const body = description === undefined ? { error } : { error, error_description: description }
  return Response.json(body, { status, headers: { 'x-amzn-requestid': 'request-1' } })
}

/**
 * A fetch that returns the responses in order and records the requests. A request without a response fails. After
 * `hold()`, responses are delayed until `release()`.
 */
export function tokenEndpointWith(...responses: ScriptedResponse[]) {
  const forms: URLSearchParams[] = []
  const requests: Request[] = []
  let gate = Promise.resolve()
  let release = () => {}

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    requests.push(request)
    const form = new URLSearchParams(await request.text())
    forms.push(form)
    const next = responses.shift()
    await gate
    if (next === undefined) throw new Error('the test did not expect this request')
    const response = typeof next === 'function' ? next(form) : next
    if (response instanceof Error) throw response
    return response
  }

  return {
    fetch,
    forms,
    requests,
    hold() {
      gate = new Promise((resolve) => {
        release = resolve
      })
    },
    release: () => release(),
  }
}

/** A clock whose time changes only by `advance` and `sleep`. */
export function manualClock(start = Date.UTC(2025, 0, 1)) {
  let time = start
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    advance(milliseconds: number) {
      time += milliseconds
    },
    async sleep(milliseconds: number) {
      slept.push(milliseconds)
      time += milliseconds
    },
  }
}
