// The kinds of a lesson's screens, as people read them.

/** @param {import("./told.js").Kind} kind @param {(english: string) => string} t */
export const nameOf = (kind, t) =>
  ({
    read: t("Read"),
    predict: t("Predict"),
    discuss: t("Discuss"),
    run: t("Run"),
    compare: t("Compare"),
    explain: t("Explain"),
    try: t("Try"),
    diagnose: t("Diagnose"),
  })[kind];
