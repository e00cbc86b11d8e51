// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a server as rows: below a setting what is set for roles and databases, and the lines of the files that
// say something else.
#pragma once

#include <vector>

#include "model/postgres/configuration.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct SettingRow {
    QString id;       ///< of the row: a setting's is its name
    QString parentId; ///< empty: a setting
    QString name;
    QString value; ///< as SHOW prints it
    QString standard;
    QString source;                   ///< in words: where the value comes from, or whom it is for
    QString place;                    ///< "postgresql.conf:12"; empty: not of a file, or hidden
    QString change;                   ///< what it takes to change it, in words
    QString about;                    ///< the server's own description
    std::optional<QString> elsewhere; ///< of the target it is compared with; absent: none, or it has no such setting
    bool isOverride = false;          ///< for roles or databases
    bool isOwn = false; ///< set to something else than the standard; this and what follows: or its setting is
    bool waitsForRestart = false;
    bool differs = false; ///< from the target it is compared with
    bool hasOverrides = false;
    bool isWrong = false; ///< a line with an error

    [[nodiscard]] const QString &key() const { return id; }
    [[nodiscard]] std::optional<QString> parent() const
    {
        return parentId.isEmpty() ? std::nullopt : std::optional(parentId);
    }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const SettingRow &before) const { return *this != before; }
    bool operator==(const SettingRow &) const = default;
};

/// `other`: of the target it is compared with, or null.
std::vector<SettingRow> settingRows(const Configuration &configuration, const Configuration *other);

std::vector<KeyedColumn<SettingRow>> settingColumns();

/// Which settings are shown, apart from filters.
enum class SettingView { All, Own, WaitingForRestart, Overridden, Different };

class SettingModel : public KeyedTableModel<SettingRow>
{
public:
    explicit SettingModel(QObject *parent = nullptr) : KeyedTableModel(settingColumns(), parent) {}

    void setView(SettingView view);
    [[nodiscard]] SettingView view() const { return m_view; }

protected:
    [[nodiscard]] bool accepts(const SettingRow &row) const override;
    [[nodiscard]] bool startsFolded(const SettingRow &) const override { return true; }

private:
    SettingView m_view = SettingView::All;
};

} // namespace lockmaster
