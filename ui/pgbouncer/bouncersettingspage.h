// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a PgBouncer: SHOW CONFIG, with what differs from the default marked.
#pragma once

#include "ui/common/keyedtablemodel.h"
#include "ui/pgbouncer/bouncerpage.h"

namespace lockmaster {

struct BouncerSettingRow {
    QString name;
    PgBouncerSetting setting;

    [[nodiscard]] const QString &key() const { return name; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const BouncerSettingRow &before) const { return setting != before.setting; }
    [[nodiscard]] bool isOwn() const { return setting.value != setting.standard; }
    bool operator==(const BouncerSettingRow &) const = default;
};

class BouncerSettingsPage : public BouncerPage
{
    Q_OBJECT
public:
    explicit BouncerSettingsPage(MomentBus &bus, QWidget *parent = nullptr);

protected:
    void showState(const PgBouncerState &state) override;
    void clear() override;
    [[nodiscard]] QString statusOf(const PgBouncerState &state) const override;
    [[nodiscard]] QString emptyTextOf(const PgBouncerState &state) const override;

private:
    KeyedTableModel<BouncerSettingRow> m_model;
};

} // namespace lockmaster
