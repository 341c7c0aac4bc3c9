import { writeFile } from 'node:fs/promises'
import { documentKinds, languages } from '#contract/document.ts'
import { makeDocument } from '#kernel/document/service.ts'
import { fileOf, readStored } from '#kernel/files.ts'
import { Misused, oneOf, readArguments, yearOf } from './arguments.ts'
import { onRegion } from './open.ts'
import { print } from './output.ts'

/** `document work-summary|work-plan --unit CODE --year Y [--lang zh-Hans|zh-Hant] --out FILE.docx` */
export async function document(args: readonly string[]): Promise<number> {
  const options = {
    unit: { type: 'string' },
    year: { type: 'string' },
    lang: { type: 'string' },
    out: { type: 'string' },
  } as const
  const { common, values, positionals } = readArguments(args, options, 1)
  const order = {
    kind: oneOf('公文种类', positionals[0], documentKinds),
    year: yearOf(values.year),
    language: oneOf('--lang', values.lang, languages, 'zh-Hans'),
    unit: needed('--unit', values.unit),
  }
  const out = needed('--out', values.out)
  const content = await onRegion(common, async (work, runtime) => {
    const made = await makeDocument(work, runtime, order)
    return readStored(await fileOf(work, runtime, 'document', made.id))
  })
  await writeFile(out, content)
  await print(out)
  return 0
}

function needed(option: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new Misused(`请给出 ${option}。`)
  return value
}
