import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Choice } from './field.tsx'

/** The bar above a list: fields to the left, what to do with the list to the right. */
export function FilterBar({
  children,
  actions,
  label,
}: {
  children: ReactNode
  actions?: ReactNode
  label: string
}) {
  return (
    <div className="filters" role="search" aria-label={label}>
      <div className="filter-fields">{children}</div>
      {actions !== undefined && <div className="filter-actions">{actions}</div>}
    </div>
  )
}

type SearchProps = { label: string; value: string; onSearch: (text: string) => void; placeholder?: string }

/** Text that is searched for a moment after the last key. */
export function SearchInput({ label, value, onSearch, placeholder }: SearchProps) {
  const [text, setText] = useState(value)
  const [given, setGiven] = useState(value)
  if (given !== value) {
    setGiven(value)
    if (value !== text.trim()) setText(value)
  }
  useEffect(() => {
    if (text.trim() === value) return undefined
    const timer = setTimeout(() => onSearch(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text, value, onSearch])
  return (
    <input
      type="search"
      className="input search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}

type ChooseProps = {
  label: string
  value: string
  choices: readonly Choice[]
  all: string
  onChoose: (value: string) => void
}

/** One of many, or all. */
export function Choose({ label, value, choices, all, onChoose }: ChooseProps) {
  return (
    <select
      className="input"
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">{all}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}

export type Chip = { name: string; label: string; value: string }

/** The filters in force, each with a way to take it off. */
export function Chips({
  chips,
  onRemove,
  removeWord,
}: {
  chips: readonly Chip[]
  onRemove: (name: string) => void
  removeWord: string
}) {
  if (chips.length === 0) return null
  return (
    <ul className="chips">
      {chips.map((chip) => (
        <li key={chip.name}>
          <button
            type="button"
            className="chip"
            onClick={() => onRemove(chip.name)}
            aria-label={`${removeWord} ${chip.label} ${chip.value}`}
          >
            <span className="chip-label">{chip.label}</span> {chip.value} <span aria-hidden>×</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

type SegmentsProps = {
  label: string
  value: string
  choices: readonly Choice[]
  onChoose: (value: string) => void
}

/** A few ways to look at the same, side by side. */
export function Segments({ label, value, choices, onChoose }: SegmentsProps) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  )
}
