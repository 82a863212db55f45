const shown = new WeakMap()

export default function ({ data, parentElement }) {
  const find = (selector) => parentElement.querySelector(selector)
  const { label, value, secret, help, large, words } = data
  const [code, show, copy, said] = [find("code"), find(".show"), find(".copy"), find(".said")]
  const gone = secret && !value

  const draw = () => {
    const open = !secret || shown.get(parentElement)
    code.textContent = gone ? words.gone : open ? value : "\u2022".repeat(24)
    code.classList.toggle("dots", !open)
    code.classList.toggle("gone", gone)
    show.textContent = open ? words.hide : words.show
    show.setAttribute("aria-pressed", String(Boolean(open)))
  }
  find(".label").textContent = label
  find(".help").textContent = help
  find(".field").classList.toggle("large", large)
  show.hidden = !secret || gone
  copy.hidden = gone
  show.setAttribute("aria-label", words.show + " " + label)
  copy.setAttribute("aria-label", words.copy + " " + label)
  copy.textContent = words.copy
  show.onclick = () => { shown.set(parentElement, !shown.get(parentElement)); draw() }
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(value)
    } catch {
      // Without permission for the clipboard the old way still works inside a click.
      const area = document.createElement("textarea")
      area.value = value
      document.body.append(area)
      area.select()
      document.execCommand("copy")
      area.remove()
    }
    copy.textContent = words.copied
    said.textContent = label + ": " + words.copied
    setTimeout(() => { copy.textContent = words.copy; said.textContent = "" }, 1800)
  }
  draw()
}
