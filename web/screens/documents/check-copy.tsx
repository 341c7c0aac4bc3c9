import { useMutation } from '@tanstack/react-query'
import type * as z from 'zod'
import { checkDocument } from '#contract/document.ts'
import type { finding } from '#contract/document.ts'
import type { FigureRef } from '#contract/figures.ts'
import { sendFile } from '../../lib/call.ts'
import { number } from '../../lib/format.ts'
import { mayEdit, useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { wordsOf } from '../../lib/use-call.ts'
import { FileDrop } from '../../ui/file-drop.tsx'
import { Notice } from '../../ui/states.tsx'

type Finding = z.output<typeof finding>
type Props = { id: string; onOpen: (references: readonly FigureRef[]) => void }

/** A copy edited in Word, checked against the records: every number that contradicts or does not close. */
export function CheckCopy({ id, onOpen }: Props) {
  const me = useMe()
  const check = useMutation({ mutationFn: (file: File) => sendFile(checkDocument, { params: { id } }, file) })
  if (!mayEdit(me)) return null
  return (
    <details className="check" open={check.isSuccess || check.isError}>
      <summary>{t('核对改过的稿子')}</summary>
      <FileDrop
        accept=".docx"
        label={t('把在 Word 或 WPS 里改过的 docx 拖到这里，或点按选择')}
        busy={check.isPending ? t('正在核对') : undefined}
        onFile={(file) => check.mutate(file)}
      />
      {check.isError && <Notice tone="late">{wordsOf(check.error)}</Notice>}
      {check.isSuccess && (
        <>
          <Findings checked={check.data.checked} findings={check.data.findings} onOpen={onOpen} />
          <Unjudged numbers={check.data.unjudged} />
        </>
      )}
    </details>
  )
}

type FindingsProps = {
  checked: number
  findings: readonly Finding[]
  onOpen: (references: readonly FigureRef[]) => void
}

function Findings({ checked, findings, onOpen }: FindingsProps) {
  if (findings.length === 0) {
    return (
      <Notice tone="good">
        {t('核对了 {n} 个数字，都与记录一致，各部分合计相符。', { n: number(checked) })}
      </Notice>
    )
  }
  return (
    <>
      <Notice tone="warn">
        {t('核对了 {n} 个数字，{bad} 处需要看一看。', { n: number(checked), bad: number(findings.length) })}
      </Notice>
      <ul className="items">
        {findings.map((one, i) => (
          <li key={i} className="late">
            <span className="mark" aria-hidden>
              ■
            </span>
            <span>
              {t('写的是 {found}', { found: one.found })}
              {one.expected !== null && t('，记录是 {expected}', { expected: one.expected })}
            </span>
            <FindingSource finding={one} onOpen={onOpen} />
            <span className="detail">
              {t(one.because)}“{one.excerpt}”
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Numbers of which the records know nothing are named, never passed over in silence. */
function Unjudged({ numbers }: { numbers: readonly { excerpt: string; found: string }[] }) {
  if (numbers.length === 0) return null
  return (
    <>
      <p>{t('另有 {n} 个数字记录里没有，无法核对，请自行核实：', { n: number(numbers.length) })}</p>
      <ul className="items">
        {numbers.map((one, i) => (
          <li key={i}>
            <span className="mark" aria-hidden>
              ○
            </span>
            <span>{one.found}</span>
            <span className="detail">“{one.excerpt}”</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function FindingSource({
  finding,
  onOpen,
}: {
  finding: Finding
  onOpen: (references: readonly FigureRef[]) => void
}) {
  if (finding.refs.length === 0) return <span />
  return (
    <button type="button" className="linklike" onClick={() => onOpen(finding.refs)}>
      {t('看出处')}
    </button>
  )
}
