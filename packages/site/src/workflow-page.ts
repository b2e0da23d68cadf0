import { escapeHtml, page } from './page.ts'

/** The parts of an Arazzo document that its page shows. */
export interface ArazzoDocument {
  readonly info: { readonly title: string; readonly summary?: string; readonly description?: string }
  readonly workflows: readonly Workflow[]
}

interface Workflow {
  readonly workflowId: string
  readonly summary?: string
  readonly description?: string
  readonly steps: readonly Step[]
}

interface Step {
  readonly stepId: string
  readonly description?: string
  readonly operationId?: string
  readonly operationPath?: string
  readonly workflowId?: string
  readonly requestBody?: { readonly payload?: unknown }
  readonly successCriteria?: readonly { readonly condition: string }[]
  readonly outputs?: Readonly<Record<string, string>>
}

/** Renders the page of an Arazzo document, with the steps of each workflow. */
export function workflowPage({ info, workflows }: ArazzoDocument): string {
  return page(
    info.title,
    `<h1>${escapeHtml(info.title)}</h1>\n${paragraphs(info.description ?? info.summary)}\n${workflows.map(section).join('\n')}`,
  )
}

function section({ workflowId, summary, description, steps }: Workflow): string {
  return `<h2 id="${escapeHtml(workflowId)}">${escapeHtml(summary ?? workflowId)}</h2>
${paragraphs(description)}
<ol>
${steps.map(item).join('\n')}
</ol>`
}

function item(step: Step): string {
  const call = step.operationId ?? step.operationPath ?? step.workflowId ?? ''
  return `<li><strong>${escapeHtml(step.stepId)}</strong> <code>${escapeHtml(call)}</code>
${paragraphs(step.description)}
${block('Request body', step.requestBody?.payload)}${block(
  'Success criteria',
  step.successCriteria?.map(({ condition }) => condition),
)}${block('Outputs', step.outputs)}</li>`
}

function block(label: string, value: unknown): string {
  if (value === undefined) return ''
  const text = Array.isArray(value) ? value.join('\n') : JSON.stringify(value, null, 2)
  return `<p>${label}:</p>\n<pre>${escapeHtml(text)}</pre>\n`
}

function paragraphs(text = ''): string {
  return text
    .split(/\n\s*\n/)
    .filter((one) => one.trim() !== '')
    .map((one) => `<p>${escapeHtml(one.trim()).replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
    .join('\n')
}
