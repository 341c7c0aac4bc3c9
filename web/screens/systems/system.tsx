import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { setSystemParams, systemParams } from '#contract/parameters.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { usePlace } from '../../lib/place.ts'
import { useRuleNumbers } from '../../lib/use-rules.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { History } from './history.tsx'
import { fromTyped, toTyped } from './param-values.ts'
import { WhatIf } from './what-if.tsx'

export type Data = z.output<NonNullable<typeof systemParams.reply>>

/** A system's rules and its numbers of the year, with the document they rest on. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const year = useYear()
  const asked = useCall(systemParams, { params: { id }, query: { year } }, { keep: false })
  return <Answer asked={asked}>{(data) => <System key={`${id}-${year}`} id={id} data={data} />}</Answer>
}

function System({ id, data }: { id: string; data: Data }) {
  usePlace(data.menu)
  return (
    <>
      <Crumbs
        label={t('所属')}
        crumbs={[{ href: link('/systems', { year: data.year }), name: t('年度参数') }]}
      />
      <Page
        title={t('{title}的规定', { title: t(data.title) })}
        about={
          data.document === null
            ? t('{year} 年用默认的年度参数。', { year: data.year })
            : t('{year} 年的年度参数依据 {document}。', { year: data.year, document: data.document })
        }
      >
        {data.rules.length > 0 && (
          <Section title={t('规定')}>
            <ul className="prose rules">
              {data.rules.map((rule) => (
                <li key={rule}>{t(rule)}</li>
              ))}
            </ul>
          </Section>
        )}
        <Section title={t('年度参数')}>
          <Params id={id} data={data} />
        </Section>
        <Section title={t('历次改动')}>
          <History data={data} />
        </Section>
      </Page>
    </>
  )
}

function Params({ id, data }: { id: string; data: Data }) {
  const [key] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(data.params.map((param) => [param.name, toTyped(param.value)])),
  )
  const numbers = useRuleNumbers()
  const [document, setDocument] = useState(data.document ?? '')
  const change = useChange(setSystemParams)
  const refused = whyNot(data.actions, 'set')
  const values = Object.fromEntries(
    data.params.map((param) => [param.name, fromTyped(typed[param.name] ?? '', param.usual)]),
  )
  const bad = data.params.find((param) => values[param.name] === undefined)
  const problem = refused ?? (bad === undefined ? undefined : t('“{about}”填得不对', { about: t(bad.about) }))
  const save = () =>
    change.mutate({
      params: { id },
      body: { key, year: data.year, document: document.trim(), values: values as never },
    })
  if (data.params.length === 0) return <p className="quiet">{t('这个体系没有年度参数。')}</p>
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {data.params.map((param) => (
        <TextField
          key={param.name}
          label={t(param.about)}
          hint={t('默认 {usual}', { usual: toTyped(param.usual) })}
          value={typed[param.name] ?? ''}
          onText={(text) => setTyped({ ...typed, [param.name]: text })}
        />
      ))}
      <TextField
        label={t('文号')}
        hint={t('所依据的文件，可从登记的规章里选')}
        value={document}
        onText={setDocument}
        maxLength={80}
        suggestions={numbers}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && <Notice tone="good">{t('已保存。')}</Notice>}
      <Action
        primary
        submit
        busy={change.isPending}
        whyNot={problem ?? (document.trim().length < 2 ? t('请写明所依据文件的文号') : undefined)}
      >
        {t('保存年度参数')}
      </Action>
      {offers(data.actions, 'what-if') && (
        <WhatIf
          id={id}
          year={data.year}
          values={values}
          whyNot={whyNot(data.actions, 'what-if') ?? problem}
        />
      )}
    </form>
  )
}
