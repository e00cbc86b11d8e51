// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/redispage.h"

#include "model/redis/redis.h"
#include "ui/redis/membersstrip.h"
#include "ui/redis/redisnotes.h"

#include <QVBoxLayout>

namespace lockmaster {

RedisPage::RedisPage(QString id, QString title, MomentBus &bus, QWidget *parent)
    : Page(std::move(id), bus, parent)
    , m_title(std::move(title))
    , m_condition(new NoteStrip(tr("Condition of the server"), this))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    m_column->addWidget(m_condition);
}

void RedisPage::offerMembers()
{
    m_members = new MembersStrip(bus(), this);
    m_column->insertWidget(1, m_members);
}

void RedisPage::setContent(QWidget *content, bool hasMargins)
{
    if (hasMargins && content->layout())
        content->layout()->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    m_column->addWidget(content, 1);
}

void RedisPage::targetChanged()
{
    m_condition->setNote({});
    if (m_members)
        m_members->setNote({});
    showNothing(tr("No data yet. The first numbers appear as soon as the server has answered."));
}

void RedisPage::showSnapshot(const Snapshot &snapshot)
{
    m_condition->setNote(snapshot.redis && isLive(snapshot.link) ? conditionNote(*snapshot.redis) : Note{});
    if (m_members)
        m_members->showSnapshot(snapshot);
    if (snapshot.redis)
        showRedis(snapshot, *snapshot.redis);
    else
        showNothing(nothingWords(snapshot));
}

} // namespace lockmaster

#include "moc_redispage.cpp"
