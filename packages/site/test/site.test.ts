import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '@reportline/cli/src/registry.ts'
import { reportTypes } from '@reportline/report-types'
import { listApis, readBundle } from '@reportline/scripts/apis'
import { listOperations, packagesOf } from '@reportline/scripts/generate/bundle'
import { describe, expect, it } from 'vitest'
import { addCodeSamples } from '../src/add-code-samples.ts'
import { escapeHtml } from '../src/page.ts'

const page = (name: string) => readFileSync(join(import.meta.dirname, '../dist', name), 'utf8')

describe('the site', () => {
  it.each(listApis())('links from the index to $name', (api) => {
    expect(page('index.html')).toContain(`<a href="${api.name}.html">`)
  })

  it.each(listApis())('shows every operation of $name', (api) => {
    const html = page(`${api.name}.html`)
    for (const { operation } of listOperations(readBundle(api))) expect(html).toContain(operation.operationId)
  })

  it('shows the usage plan of an operation', () => {
    expect(page('selling-partner-reports.html')).toContain('0.0222 requests per second, burst 10')
  })

  it('links to the tutorial and shows its steps', () => {
    expect(page('index.html')).toContain('<a href="schedule-and-retrieve.html">')
    expect(page('schedule-and-retrieve.html')).toMatch(
      /create-report-schedule[\s\S]*GET_XML_BROWSE_TREE_DATA|createReportSchedule/,
    )
  })

  it('shows every report type with the dates of its sources', () => {
    expect(page('index.html')).toContain('<a href="report-types.html">')
    const html = page('report-types.html')
    for (const { reportType, sources } of reportTypes()) {
      expect(html).toContain(`<h3 id="${reportType}">`)
      for (const { date } of sources) expect(html).toContain(date)
    }
  })

  it('shows how report types are loaded into tables', () => {
    const html = page('report-types.html')
    const tables = reportTypes().flatMap(({ loads = [] }) => loads)
    expect(html.match(/<p>Into a table/g)).toHaveLength(tables.length)
    expect(html).toContain('replace the rows with the same <code>amazon-order-id</code>')
    expect(html).toContain('records of <code>salesAndTrafficByAsin</code>: replace the rows of the window')
  })

  it.each(commands.map(({ definition }) => definition))('shows the options and examples of $name', (definition) => {
    const file = `reportline-${definition.name.replaceAll(' ', '-')}.html`
    expect(page('index.html')).toContain(`<a href="${file}">reportline ${definition.name}</a>`)
    const html = page(file)
    for (const option of Object.keys(definition.options)) expect(html).toContain(`--${option}`)
    for (const { command } of definition.examples) expect(html).toContain(`<pre>${escapeHtml(command)}</pre>`)
  })

  it.each(listApis())('loads no external resources on the page of $name', (api) => {
    expect(page(`${api.name}.html`)).not.toMatch(/<(script|link|img)[^>]+(src|href)="https?:/)
  })
})

describe('addCodeSamples', () => {
  it.each(listApis())('shows each request example of $name as a call of the client', (api) => {
    const bundle = readBundle(api)
    if (!packagesOf(bundle).includes('client')) return
    for (const { operation } of listOperations(addCodeSamples(api, bundle))) {
      const samples = (operation as { 'x-codeSamples'?: { source: string }[] })['x-codeSamples'] ?? []
      expect(samples).toHaveLength(Object.keys(operation['x-request-examples'] ?? {}).length)
      for (const { source } of samples) expect(source).toContain(`client.${operation.operationId}(`)
    }
  })
})
