import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { eachOperation, responseExamples, responses } from './operation.ts'

/** Beside each response example lies its `.given.yaml`: what must stand before the call, for whoever replays it. */
export function givenFiles() {
  return eachOperation((operation, context) => {
    for (const [, response] of responses(context, operation)) {
      for (const [name, { location }] of responseExamples(context, response)) {
        const file = location.source.absoluteRef
        const given = file.replace(/\.response\.yaml$/, '.given.yaml')
        if (basename(file) === `${name}.response.yaml` && existsSync(given)) continue
        const message = `The example ${name} must stand in ${name}.response.yaml, with ${name}.given.yaml beside it.`
        context.report({ message, location })
      }
    }
  })
}
