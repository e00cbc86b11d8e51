// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a PgBouncer: SHOW CONFIG, with what differs from the default marked.
#pragma once

#include "ui/common/rows/keyedtablemodel.h"
#include "ui/pgbouncer/bouncerpage.h"

namespace lockmaster {

struct BouncerSettingRow {
    QString name;
    PgBouncerSetting setting;

    [[nodiscard]] const QString &key() const { return name; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const BouncerSettingRow &before) const { return setting != before.setting; }
    /// Set to something else than the default, which PgBouncer may write otherwise than the value: 0777 and 511. Not known,
    /// hence false, where it tells none.
    [[nodiscard]] bool isOwn() const;
    bool operator==(const BouncerSettingRow &) const = default;
};

class RowActions;

class BouncerSettingsPage : public BouncerPage
{
    Q_OBJECT
public:
    explicit BouncerSettingsPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] const RowActions &actionsOfRows() const { return *m_actions; }

protected:
    void showState(const PgBouncerState &state) override;
    void clear() override;
    [[nodiscard]] QString statusOf(const PgBouncerState &state) const override;
    [[nodiscard]] QString emptyTextOf(const PgBouncerState &state) const override;

private:
    KeyedTableModel<BouncerSettingRow> m_model;
    RowActions *m_actions;
};

} // namespace lockmaster
