const PATIENCE = 10000
const states = new WeakMap()

// Begun inside the click, before a secret is here: some browsers allow no writing to the clipboard later.
async function put(text) {
  try {
    const blob = text.then((it) => new Blob([it], { type: "text/plain" }))
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })])
  } catch {
    // Without permission for the clipboard the old way still works shortly after a click.
    const area = document.createElement("textarea")
    area.value = await text
    document.body.append(area)
    area.select()
    document.execCommand("copy")
    area.remove()
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const find = (selector) => parentElement.querySelector(selector)
  const { label, secret, gone, help, large, words } = data
  const [code, show, copy, said] = [find("code"), find(".show"), find(".copy"), find(".said")]
  const state = states.get(parentElement) ?? { open: false, copied: 0 }
  states.set(parentElement, state)
  state.value = data.value

  const draw = () => {
    const dots = secret && !gone && !state.open
    code.textContent = gone ? words.gone : dots ? "\u2022".repeat(24) : state.value
    code.classList.toggle("dots", dots)
    code.classList.toggle("gone", gone)
    show.textContent = state.open ? words.hide : words.show
    show.setAttribute("aria-pressed", String(state.open))
    copy.textContent = state.copied ? words.copied : words.copy
    said.textContent = state.copied ? label + ": " + words.copied : ""
  }
  const drop = () => {
    state.value = ""
    setTriggerValue("want", "drop")
  }
  const ask = (what) => new Promise((give, fail) => {
    const asked = { what, give }
    state.asked = asked
    setTimeout(() => {
      if (state.asked === asked) state.asked = null
      fail(new Error("no answer"))
    }, PATIENCE)
    setTriggerValue("want", what)
  })

  // A secret comes with the one redraw that was asked for. Any other redraw comes without it, and hides it.
  if (secret && !state.value) state.open = false
  if (secret && state.value && !state.open) {
    const { asked, value } = state
    state.asked = null
    if (asked?.what === "show") state.open = true
    else drop()
    asked?.give(value)
  }

  find(".label").textContent = label
  find(".help").textContent = help
  find(".field").classList.toggle("large", large)
  show.hidden = !secret || gone
  copy.hidden = gone
  show.setAttribute("aria-label", words.show + " " + label)
  copy.setAttribute("aria-label", words.copy + " " + label)
  show.onclick = () => {
    if (state.open) {
      state.open = false
      drop()
      draw()
    } else if (!state.asked) {
      ask("show").catch(() => {})
    }
  }
  copy.onclick = async () => {
    if (state.asked) return
    try {
      await put(secret && !state.value ? ask("copy") : Promise.resolve(state.value))
    } catch {
      return
    }
    state.copied += 1
    draw()
    setTimeout(() => { state.copied -= 1; draw() }, 1800)
  }
  draw()
}
