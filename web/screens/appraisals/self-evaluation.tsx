import { useState } from 'react'
import { actOnTarget, evidenceChoices } from '#contract/appraisal-target.ts'
import { saveSheet } from '#contract/score-sheet.ts'
import { EVIDENCE } from '#contract/standard.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useDraft } from '../../lib/draft.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TickField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { faultOf, scoreOfText } from './score-grid.ts'
import type { TargetData } from './target.tsx'
import './appraisal.css'

type Leaf = TargetData['leaves'][number]

/** The own sheet: points for each indicator, and records behind it, picked and not uploaded again. */
export function SelfEvaluation({ data }: { data: TargetData }) {
  const [typed, setTyped, forget] = useDraft<Record<string, string>>(`self.${data.target.id}`, {})
  const [showing, setShowing] = useState<Leaf | null>(null)
  const change = useChange(saveSheet)
  const { self } = data
  const valueOf = (leaf: Leaf): string => typed[leaf.id] ?? self?.scores[leaf.id] ?? ''
  const fixed = self === null || self.handedIn || whyNot(data.actions, 'self') !== undefined
  const wrong = data.leaves.filter((leaf) => faultOf(valueOf(leaf), leaf) !== null).length
  const open = data.leaves.filter((leaf) => !leaf.veto && valueOf(leaf) === '').length
  const send = (handIn: boolean) => {
    if (self === null) return
    const target = data.target.id
    const changes = data.leaves.flatMap((leaf) =>
      valueOf(leaf) === '' ? [] : [{ target, indicator: leaf.id, score: valueOf(leaf) }],
    )
    change.mutate(
      {
        params: { id: data.appraisal.id, judge: self.judge },
        body: { key: crypto.randomUUID(), changes, handIn: handIn ? [target] : [] },
      },
      { onSuccess: forget },
    )
  }
  const refused =
    whyNot(data.actions, 'self') ?? (wrong > 0 ? t('有 {n} 格填得不对', { n: wrong }) : undefined)
  return (
    <>
      {self !== null && !self.handedIn && (
        <div className="score-actions">
          <Action busy={change.isPending} whyNot={refused} onClick={() => send(false)}>
            {t('保存自评')}
          </Action>
          <Action
            primary
            busy={change.isPending}
            whyNot={refused ?? (open > 0 ? t('还有 {n} 项没有自评', { n: open }) : undefined)}
            onClick={() => send(true)}
          >
            {t('提交自评')}
          </Action>
        </div>
      )}
      {self?.handedIn === true && <Notice tone="good">{t('自评已提交。')}</Notice>}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <PlainTable
        label={t('指标')}
        rows={data.leaves}
        keyOf={(leaf) => leaf.id}
        empty={t('标准里没有指标。')}
        columns={[
          { key: 'id', title: t('编号'), lead: true, render: (leaf) => leaf.id },
          {
            key: 'title',
            title: t('指标'),
            width: 220,
            render: (leaf) => (
              <span title={leaf.says}>
                {leaf.branch === leaf.title ? leaf.title : `${leaf.branch} · ${leaf.title}`}
              </span>
            ),
          },
          {
            key: 'points',
            title: t('分值'),
            numeric: true,
            render: (leaf) => (leaf.veto ? t('否决项') : leaf.points),
          },
          ...(self === null
            ? []
            : [
                {
                  key: 'self',
                  title: t('自评'),
                  numeric: true,
                  render: (leaf: Leaf) => (
                    <input
                      className="score-cell"
                      inputMode="decimal"
                      aria-label={t('自评 {title}', { title: leaf.title })}
                      aria-invalid={faultOf(valueOf(leaf), leaf) !== null}
                      readOnly={fixed}
                      value={valueOf(leaf)}
                      onChange={(event) => setTyped({ ...typed, [leaf.id]: scoreOfText(event.target.value) })}
                    />
                  ),
                },
              ]),
          {
            key: 'wants',
            title: t('要的佐证'),
            render: (leaf) => (leaf.evidence === 'none' ? '' : t(EVIDENCE[leaf.evidence])),
          },
          {
            key: 'evidence',
            title: t('佐证'),
            render: (leaf) => <Evidence data={data} leaf={leaf} onShow={() => setShowing(leaf)} />,
          },
        ]}
      />
      {showing !== null && <Choose data={data} leaf={showing} onClose={() => setShowing(null)} />}
    </>
  )
}

function Evidence({ data, leaf, onShow }: { data: TargetData; leaf: Leaf; onShow: () => void }) {
  const year = useYear()
  const own = data.evidence.filter(({ indicator }) => indicator === leaf.id)
  if (leaf.evidence === 'none') return null
  const first = own[0]
  return (
    <>
      {first !== undefined &&
        (first.link === null ? first.title : <a href={link(first.link, { year })}>{first.title}</a>)}{' '}
      <button type="button" className="linklike" onClick={onShow}>
        {own.length > 1 ? t('等 {n} 条', { n: own.length }) : own.length === 1 ? t('看') : t('选佐证')}
      </button>
    </>
  )
}

function Choose({ data, leaf, onClose }: { data: TargetData; leaf: Leaf; onClose: () => void }) {
  const asked = useCall(evidenceChoices, { params: { id: data.target.id }, query: { indicator: leaf.id } })
  const own = data.evidence.filter(({ indicator }) => indicator === leaf.id)
  const [picked, setPicked] = useState<string[]>([])
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(actOnTarget)
  const params = { id: data.target.id }
  const refused = whyNot(data.actions, 'show')
  const show = () =>
    change.mutate(
      { params, body: { act: 'show', key, indicator: leaf.id, records: picked } },
      { onSuccess: onClose },
    )
  const drop = (evidence: string) =>
    change.mutate(
      { params, body: { act: 'unshow', key: crypto.randomUUID(), evidence } },
      { onSuccess: onClose },
    )
  return (
    <FormPanel
      title={t('佐证：{title}', { title: leaf.title })}
      onClose={onClose}
      word={t('加入 {n} 条', { n: picked.length })}
      busy={change.isPending}
      whyNot={refused ?? (picked.length === 0 ? t('还没有选') : undefined)}
      onSave={show}
    >
      {own.map((one) => (
        <p key={one.id}>
          {one.title}{' '}
          {refused === undefined && (
            <button type="button" className="linklike" onClick={() => drop(one.id)}>
              {t('拿掉')}
            </button>
          )}
        </p>
      ))}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Answer asked={asked} lines={4}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="quiet">
              {t('这一年没有可作佐证的{kind}记录。', { kind: t(EVIDENCE[leaf.evidence]) })}
            </p>
          ) : (
            rows.map((row) => (
              <TickField
                key={row.id}
                label={row.on === null ? row.title : `${row.on} ${row.title}`}
                checked={picked.includes(row.id)}
                onTick={(on) => setPicked(on ? [...picked, row.id] : picked.filter((one) => one !== row.id))}
              />
            ))
          )
        }
      </Answer>
    </FormPanel>
  )
}
