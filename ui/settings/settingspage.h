// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a PostgreSQL server: what differs from the default or from another target, where it comes from, what
// overrides it, what waits for a restart, and what is wrong in the files. GUI thread.
#pragma once

#include "ui/common/page.h"
#include "ui/settings/settingrow.h"

class QComboBox;

namespace lockmaster {

class NoteStrip;
class RowActions;
class TableFrame;

class SettingsPage : public Page
{
    Q_OBJECT
public:
    explicit SettingsPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Settings"); }

    void setView(SettingView view);
    /// Another PostgreSQL target of the fleet; empty: none.
    void compareWith(const QString &target);

    [[nodiscard]] const SettingModel &model() const { return m_model; }
    [[nodiscard]] const NoteStrip &note() const { return *m_note; }
    [[nodiscard]] QString status() const;
    [[nodiscard]] const RowActions &actionsOfRows() const { return *m_actions; }

    void selectItem(const QString &setting) override;

protected:
    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    void setUpControls();
    void offerTargets();
    void showComparison();
    void showAgain();
    void showWords(const Snapshot &snapshot);
    [[nodiscard]] QString emptyText(const Snapshot &snapshot) const;
    [[nodiscard]] QString compared() const;

    SettingModel m_model;
    NoteStrip *m_note;
    QComboBox *m_view;
    QComboBox *m_other;
    TableFrame *m_table;
    RowActions *m_actions;
    QString m_wanted; ///< a setting that is to be selected as soon as it is there
};

} // namespace lockmaster
