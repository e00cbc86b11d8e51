// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/environmentstripe.h"

#include "base/text.h"
#include "ui/theme/environmentcolor.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace lockmaster {
namespace {

QFont environmentFont()
{
    QFont font = Theme::instance().font(FontRole::Body);
    font.setBold(true);
    return font;
}

} // namespace

EnvironmentStripe::EnvironmentStripe(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setTarget(Environment::Production, {});
}

void EnvironmentStripe::setTarget(Environment environment, const QString &title)
{
    switch (environment) {
    case Environment::Production: m_environment = tr("PRODUCTION"); break;
    case Environment::Staging: m_environment = tr("STAGING"); break;
    case Environment::Development: m_environment = tr("DEVELOPMENT"); break;
    }
    m_key = environmentName(environment);
    m_title = plainLine(title);
    setAccessibleName(m_environment + QStringLiteral(": ") + m_title);
    update();
}

QSize EnvironmentStripe::sizeHint() const
{
    const QFontMetrics title(Theme::instance().font(FontRole::Title));
    return {title.horizontalAdvance(m_title) + QFontMetrics(environmentFont()).horizontalAdvance(m_environment)
                + 2 * size::kPage + size::kGroup,
            title.height() + 2 * size::kInner};
}

void EnvironmentStripe::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const EnvironmentColor color = environmentColor(m_key);
    painter.fillRect(rect(), color.ground);
    painter.setPen(color.text);
    QRect area = rect().adjusted(size::kPage, 0, -size::kPage, 0);
    painter.setFont(environmentFont());
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, m_environment);
    area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(m_environment) + size::kGroup);
    painter.setFont(Theme::instance().font(FontRole::Title));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_title, Qt::ElideMiddle, area.width()));
}

} // namespace lockmaster

#include "moc_environmentstripe.cpp"
