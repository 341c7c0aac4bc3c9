import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { editVolume, typesetVolume, volumePage } from '#contract/volumes.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { Chosen } from './chosen.tsx'
import { Editions } from './editions.tsx'
import { PickWorks } from './pick-works.tsx'
import { VolumeWords } from './volume-words.tsx'

export type VolumeData = z.output<NonNullable<typeof volumePage.reply>>
/** A work in the list as it is being ordered. */
export type Picked = Pick<VolumeData['works'][number], 'id' | 'title' | 'kind' | 'authors' | 'part'>

/** One volume: its words, its works in their order, and what was made of it. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(volumePage, { params: { id } })
  return <Answer asked={asked}>{(data) => <Volume key={`${id} ${stateOf(data)}`} data={data} />}</Answer>
}

/** What is saved: the page begins anew when it is another. */
function stateOf({ title, subtitle, editors, preface, works }: VolumeData): string {
  return JSON.stringify([title, subtitle, editors, preface, works.map(({ id, part }) => [id, part])])
}

function Volume({ data }: { data: VolumeData }) {
  const year = useYear()
  const { title, subtitle, editors, preface } = data
  const [words, setWords] = useState({ title, subtitle, editors, preface })
  const [works, setWorks] = useState<readonly Picked[]>(data.works)
  const save = useChange(editVolume)
  const typeset = useChange(typesetVolume)
  const unsaved =
    JSON.stringify([words, works]) !== JSON.stringify([{ title, subtitle, editors, preface }, data.works])
  const body = { key: crypto.randomUUID(), ...words, works: works.map(({ id, part }) => ({ id, part })) }
  const mayNot = whyNot(data.actions, 'edit')
  const notYet = unsaved ? t('先保存改动，再排印。') : whyNot(data.actions, 'typeset')
  return (
    <>
      <Crumbs
        label={t('所属')}
        crumbs={[{ href: link('/resources/volumes', { year }), name: t('成果集') }]}
      />
      <Page
        title={title}
        about={`${data.unit.name} · ${t('{year} 年', { year: data.year })} · ${t('{n} 篇', { n: number(works.length) })}`}
        actions={
          <>
            <Action
              busy={save.isPending}
              onClick={() => save.mutate({ params: { id: data.id }, body })}
              whyNot={mayNot ?? (unsaved ? undefined : t('没有要保存的改动。'))}
            >
              {t('保存')}
            </Action>
            <Action
              primary
              busy={typeset.isPending}
              onClick={() => typeset.mutate({ params: { id: data.id }, body: { key: crypto.randomUUID() } })}
              whyNot={notYet}
            >
              {t('排印')}
            </Action>
          </>
        }
      >
        {save.isError && <Notice tone="late">{wordsOf(save.error)}</Notice>}
        {typeset.isError && <Notice tone="late">{wordsOf(typeset.error)}</Notice>}
        <Editions data={data} />
        <Section title={t('选目')}>
          <Chosen works={works} onWorks={setWorks} whyNot={mayNot} />
          {mayNot === undefined && (
            <PickWorks year={data.year} picked={works} onPick={(one) => setWorks([...works, one])} />
          )}
        </Section>
        <Section title={t('扉页和前言')}>
          <VolumeWords words={words} onWords={setWords} />
        </Section>
      </Page>
    </>
  )
}
