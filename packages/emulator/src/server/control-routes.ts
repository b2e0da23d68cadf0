import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { readObject } from '../input/fields.ts'
import { parseJson } from '../input/json.ts'
import type { EmulatorState } from '../state/emulator-state.ts'
import { type AccessRules, rejectControl } from './access.ts'
import { readBody } from './read-body.ts'

/** What the routes of the emulator itself call. Invalid input throws a TypeError. */
export interface Controls {
  addFixtures(fixtures: unknown): void
  advance(milliseconds: unknown): Promise<void>
}

/** Fixtures contain documents, so their requests are larger than those of the APIs. */
const maxBodyBytes = 64 * 1024 * 1024

/** Creates the routes that control an emulator over HTTP. */
export function controlRoutes(
  { clock }: EmulatorState,
  { addFixtures, advance }: Controls,
  access: AccessRules,
): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>()
  routes.use(async ({ env, json }, next) => {
    const error = rejectControl(env.incoming, access)
    return error === undefined ? next() : json({ error: error.message }, error.status)
  })
  const route = (path: string, apply: (body: unknown) => void | Promise<void>): void => {
    routes.post(path, async ({ env, json }) => {
      const bytes = await readBody(env.incoming, maxBodyBytes)
      if (bytes === undefined) return json({ error: `The body must not be larger than ${maxBodyBytes} bytes` }, 413)
      try {
        await apply(parseJson(new TextDecoder().decode(bytes)))
        return json({ now: new Date(clock.now()).toISOString() })
      } catch (error) {
        if (error instanceof SyntaxError) return json({ error: `The body is not JSON: ${error.message}` }, 400)
        if (error instanceof TypeError) return json({ error: error.message }, 400)
        throw error
      }
    })
  }
  route('/fixtures', addFixtures)
  route('/advance', (body) => advance(readObject(body, 'body', ['milliseconds']).milliseconds))
  return routes
}
