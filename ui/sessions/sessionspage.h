// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Sessions page: every session of the target at the moment shown, with what can be done about it.
#pragma once

#include "ui/common/page.h"
#include "ui/sessions/sessionmodel.h"

namespace lockmaster {

class BehindLine;
class ElidedLabel;
class PlainLabel;
class SessionActions;
class SessionBar;
class TableView;

class SessionsPage : public Page
{
    Q_OBJECT
public:
    explicit SessionsPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool wantsInspector() const override { return true; }
    [[nodiscard]] QString badge(const Snapshot &snapshot) const override; ///< sessions that wait for a lock
    /// Ids are those of sessionPresets(). False when there is none of this name.
    bool choosePreset(const QString &id);

    bool focusFilter() override;
    void selectSession(const SessionKey &key) override;
    void selectItem(const QString &item) override; ///< of itemOf()

protected:
    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    void setUpLayout();
    void setUpTable();
    void setUpActions();
    void showStatus(const Snapshot &snapshot);
    void showEmptyText(const Snapshot *snapshot);
    void keepSelection();
    void select(const SessionRow &row);
    void updateContext();
    void showBehind();
    void copyValue();
    void copyQuery();
    void filterByValue();
    [[nodiscard]] const SessionRow *currentRow() const;
    [[nodiscard]] std::vector<SessionKey> selectedSessions() const; ///< of clients

    SessionModel m_model;
    SessionBar *m_bar;
    TableView *m_table;
    ElidedLabel *m_status;
    ElidedLabel *m_note;
    SessionActions *m_actions;
    BehindLine *m_behind;
    SessionKey m_selected;
    Stamp m_dataTaken;
};

} // namespace lockmaster
