// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of every page of a Redis server: above all what keeps it from serving, then what the page shows.
#pragma once

#include "ui/common/page.h"

class QVBoxLayout;

namespace lockmaster {

class MembersStrip;
class NoteStrip;
struct RedisState;

class RedisPage : public Page
{
    Q_OBJECT
public:
    RedisPage(QString id, QString title, MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] const NoteStrip &condition() const { return *m_condition; }

    [[nodiscard]] MembersStrip *members() const { return m_members; } ///< null unless they are offered

protected:
    /// A strip below the condition with the servers that this one names and the fleet does not have.
    void offerMembers();
    /// Below the strip; the whole of the room that is left, with the usual margins unless it has its own.
    void setContent(QWidget *content, bool hasMargins = true);
    virtual void showRedis(const Snapshot &snapshot, const RedisState &state) = 0;
    /// There is no data: of another target from now on, or none has come yet.
    virtual void showNothing(const QString &why) = 0;

    void showSnapshot(const Snapshot &snapshot) final;
    void targetChanged() override;

private:
    QString m_title;
    NoteStrip *m_condition;
    MembersStrip *m_members = nullptr;
    QVBoxLayout *m_column;
};

} // namespace lockmaster
