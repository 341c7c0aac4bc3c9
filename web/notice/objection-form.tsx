/** @jsxImportSource ../phone/dom */
import type { Problem } from '#contract/common.ts'
import { objectTo } from '#contract/public-notice.ts'
import { t } from '../lib/t.ts'
import { live } from '../phone/dom/live.ts'
import { call } from '../phone/lib/api.ts'
import type { Failure } from '../phone/lib/api.ts'
import { cell } from '../phone/lib/cell.ts'
import { uuid } from '../phone/lib/uuid.ts'
import { Field, Form, noTrouble } from '../phone/ui/form.tsx'
import type { Read } from '../phone/ui/form.tsx'
import { Choice, Notice } from '../phone/ui/parts.tsx'
import { LongField } from './long-field.tsx'
import type { Named } from './shapes.ts'

/** Objecting to somebody whom the notice names; sent again with the same key while nobody has answered. */
export function ObjectionForm(props: { id: string; people: readonly Named[] }): Node {
  const [sent, trouble, key] = [cell(false), noTrouble(), uuid()]
  const send = async (read: Read): Promise<Failure | Problem | null> => {
    const body = { key, case: read('case'), name: read('name'), contact: read('contact'), text: read('text') }
    const answer = await call(objectTo, { params: { id: props.id }, body })
    if (!answer.ok) return answer
    sent.set(true)
    return null
  }
  const options = props.people.map((one) => [one.case, labelOf(one)] as const)
  return live(sent, (done) =>
    done ? (
      <Notice>{t('异议已收到。经办人会按您留的联系方式告知处理结果。')}</Notice>
    ) : (
      <section>
        <h2>{t('提出异议')}</h2>
        <p class="soft">{t('须写真实姓名和事实。您的姓名、联系方式和内容只有经办人看得到，不会公开。')}</p>
        <Form trouble={trouble} send={send} word={t('提交异议')}>
          <Choice label={t('对谁有异议')} name="case" options={options} />
          <LongField trouble={trouble} name="text" label={t('异议的事实（至少 10 个字）')} />
          <Field trouble={trouble} name="name" label={t('您的姓名')} autocomplete="name" />
          <Field trouble={trouble} name="contact" label={t('联系方式（电话或邮箱）')} autocomplete="tel" />
        </Form>
      </section>
    ),
  )
}

function labelOf({ name, unit }: Named): string {
  return unit === null ? name : `${name}（${unit}）`
}
