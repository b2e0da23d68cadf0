import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { eachOperation, responseExamples, responses } from './operation.ts'

/** Requires a `.given.yaml` file next to each response example, with the fixtures that are needed to replay it. */
export function givenFiles() {
  return eachOperation((operation, context) => {
    for (const [, response] of responses(context, operation)) {
      for (const [name, { location }] of responseExamples(context, response)) {
        const file = location.source.absoluteRef
        const given = file.replace(/\.response\.yaml$/, '.given.yaml')
        if (basename(file) === `${name}.response.yaml` && existsSync(given)) continue
        const message = `The example ${name} must be in ${name}.response.yaml, next to a ${name}.given.yaml.`
        context.report({ message, location })
      }
    }
  })
}
