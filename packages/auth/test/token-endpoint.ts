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
 * A fetch that gives the answers in their order and keeps what it was sent. An answer that is not waited for is an
 * error of the test. `hold()` makes it keep its answers back until `release()`.
 */
export function tokenEndpointWith(...answers: ScriptedResponse[]) {
  const forms: URLSearchParams[] = []
  const requests: Request[] = []
  let gate = Promise.resolve()
  let release = () => {}

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    requests.push(request)
    const form = new URLSearchParams(await request.text())
    forms.push(form)
    const answer = answers.shift()
    await gate
    if (answer === undefined) throw new Error('the test did not expect this request')
    const given = typeof answer === 'function' ? answer(form) : answer
    if (given instanceof Error) throw given
    return given
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

/** A clock that stands until it is moved; sleeping moves it. */
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
