import { useState } from 'react'
import { takeOffFile } from '#contract/archives.ts'
import { whyNot } from '../../lib/abilities.ts'
import { megabytes } from '../../lib/bytes.ts'
import { moment, number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import type { ArchiveData } from './archive.tsx'
import './archives.css'

type Material = ArchiveData['materials'][number]
type Props = { data: ArchiveData; onPut: (material: string) => void }

/** Every material that must be on file. */
export function Materials({ data, onPut }: Props) {
  return data.materials.map((one) => (
    <Section
      key={one.material}
      title={t(one.material)}
      aside={
        <span className="material-state">
          <Status tone={one.percent === 100 ? 'good' : 'warn'}>
            {one.percent === 100 ? t('齐全') : t('完成 {n}%', { n: number(one.percent) })}
          </Status>
          <Action small onClick={() => onPut(one.material)} whyNot={whyNot(data.actions, 'put-on-file')}>
            {t('放入文件')}
          </Action>
        </span>
      }
    >
      <Content one={one} mayRemove={whyNot(data.actions, 'put-on-file') === undefined} />
    </Section>
  ))
}

/** So many things are named; the whole list is in the export. */
const NAMED = 12

function Content({ one, mayRemove }: { one: Material; mayRemove: boolean }) {
  const found = one.entries.slice(0, Math.max(0, one.entries.length - one.files.length))
  return (
    <ul className="material">
      {found.slice(0, NAMED).map((entry) => (
        <li key={entry.name}>
          {entry.name} <span className="quiet">{sizeWords(entry)}</span>
        </li>
      ))}
      {found.length > NAMED && (
        <li className="quiet">{t('还有 {n} 件，导出时都在', { n: number(found.length - NAMED) })}</li>
      )}
      {one.files.map((file) => (
        <File key={file.id} file={file} mayRemove={mayRemove} />
      ))}
      {one.gaps.map(({ words, who }) => (
        <li key={words} className="gap">
          <Status tone="warn">{t('缺')}</Status> {words}{' '}
          <span className="quiet">{t('由{who}补', { who })}</span>
        </li>
      ))}
    </ul>
  )
}

function sizeWords({ kind, size }: Material['entries'][number]): string {
  return kind === 'sheet' ? t('{n} 行记录', { n: number(size) }) : megabytes(size)
}

function File({ file, mayRemove }: { file: Material['files'][number]; mayRemove: boolean }) {
  const [because, setBecause] = useState<string | null>(null)
  const change = useChange(takeOffFile)
  const send = () =>
    change.mutate({ params: { id: file.id }, body: { key: crypto.randomUUID(), because: because ?? '' } })
  return (
    <li>
      {file.title}{' '}
      <span className="quiet">
        {file.name} · {megabytes(file.bytes)} · {t('{by} {at} 放入', { by: file.by, at: moment(file.at) })}
      </span>{' '}
      {mayRemove && because === null && (
        <Action small onClick={() => setBecause('')}>
          {t('撤出')}
        </Action>
      )}
      {because !== null && (
        <div className="remove-file">
          <TextField label={t('撤出的原因')} value={because} onText={setBecause} maxLength={400} />
          <Action
            small
            danger
            busy={change.isPending}
            onClick={send}
            whyNot={because.trim().length < 2 ? t('请写明原因。') : undefined}
          >
            {t('撤出')}
          </Action>
        </div>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </li>
  )
}
