import { exampleHeaders } from './example-headers.ts'
import { exampleSource } from './example-source.ts'
import { givenFiles } from './given-files.ts'
import { noInlineSchemas } from './no-inline-schemas.ts'
import { noUncheckedExamples } from './no-unchecked-examples.ts'
import { operationFile } from './operation-file.ts'
import { rateLimit } from './rate-limit.ts'
import { requestExamples } from './request-examples.ts'
import { responseHeaders } from './response-headers.ts'
import { statusExamples } from './status-examples.ts'

/** A Redocly plugin with this project's rules for OpenAPI documents. They are enabled in redocly.yaml. */
export default function houseRules() {
  return {
    id: 'house',
    rules: {
      oas3: {
        'example-headers': exampleHeaders,
        'example-source': exampleSource,
        'given-files': givenFiles,
        'no-inline-schemas': noInlineSchemas,
        'no-unchecked-examples': noUncheckedExamples,
        'operation-file': operationFile,
        'rate-limit': rateLimit,
        'request-examples': requestExamples,
        'response-headers': responseHeaders,
        'status-examples': statusExamples,
      },
    },
  }
}
