// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/bouncersettingspage.h"

#include "ui/pgbouncer/bouncercolumns.h"

namespace lockmaster {

namespace {

QString shown(const QString &value)
{
    return value.isEmpty() ? BouncerSettingsPage::tr("(empty)") : value;
}

std::vector<KeyedColumn<BouncerSettingRow>> settingColumns()
{
    const auto column = [](const char *id, const QString &title, const QString &about, int width, auto text) {
        return textColumn<BouncerSettingRow>(
            {.id = QString::fromLatin1(id), .title = title, .toolTip = about, .width = width}, text);
    };
    auto value = column("value", BouncerSettingsPage::tr("Value"), BouncerSettingsPage::tr("What is in force now."), 28,
                        [](const BouncerSettingRow &row) { return shown(row.setting.value); });
    value.info.tints = true;
    value.info.isElastic = true;
    return {
        column("name", BouncerSettingsPage::tr("Setting"), BouncerSettingsPage::tr("Its name in pgbouncer.ini."), 30,
               [](const BouncerSettingRow &row) { return row.name; }),
        value,
        column("default", BouncerSettingsPage::tr("Default"),
               BouncerSettingsPage::tr("What PgBouncer uses when it is not set; –: it does not say."), 26,
               [](const BouncerSettingRow &row) {
                   return row.setting.standard ? shown(*row.setting.standard) : unknownValue();
               }),
        column("differs", BouncerSettingsPage::tr("Differs"),
               BouncerSettingsPage::tr("Whether it was set to something else."), 9,
               [](const BouncerSettingRow &row) { return row.isOwn() ? BouncerSettingsPage::tr("yes") : QString(); }),
        column("changeable", BouncerSettingsPage::tr("To change"),
               BouncerSettingsPage::tr("Whether RELOAD or SET is enough, or a restart is needed."), 12,
               [](const BouncerSettingRow &row) {
                   return row.setting.isChangeable ? BouncerSettingsPage::tr("reload")
                                                   : BouncerSettingsPage::tr("restart");
               })};
}

/// As the C library reads numbers: octal after a 0.
std::optional<int> numberOf(const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber, 0);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

bool BouncerSettingRow::isOwn() const
{
    if (!setting.standard || setting.value == *setting.standard)
        return false;
    const auto number = numberOf(setting.value);
    return !number || number != numberOf(*setting.standard);
}

BouncerSettingsPage::BouncerSettingsPage(MomentBus &bus, QWidget *parent)
    : BouncerPage(QStringLiteral("settings"), tr("Settings"), bus, parent), m_model(settingColumns())
{
    setUpTable(QStringLiteral("pgbouncer-settings"), m_model, QStringLiteral("differs"), Qt::DescendingOrder);
}

void BouncerSettingsPage::showState(const PgBouncerState &state)
{
    std::vector<BouncerSettingRow> rows;
    rows.reserve(state.settings.size());
    for (const auto &[name, setting] : state.settings)
        rows.push_back({name, setting});
    m_model.setRows(std::move(rows));
}

void BouncerSettingsPage::clear()
{
    m_model.setRows({});
}

QString BouncerSettingsPage::statusOf(const PgBouncerState &state) const
{
    return tr("%1 settings  ·  read once a minute").arg(state.settings.size());
}

QString BouncerSettingsPage::emptyTextOf(const PgBouncerState &) const
{
    return m_model.isFiltered() ? tr("No setting matches. Clear the filters (Escape) to see the rest.")
                                : tr("The settings have not been read yet.");
}

} // namespace lockmaster

#include "moc_bouncersettingspage.cpp"
