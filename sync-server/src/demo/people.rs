//! The people of Demo City. All fictional.

use linli_domain::profile::ProfileField;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
pub(super) struct DemoResident {
    pub(super) name: String,
    pub(super) profile: BTreeMap<ProfileField, String>,
}

pub(super) const CAREGIVERS: [&str; 6] = [
    "孙丽 Sun Li",
    "何平 He Ping",
    "马晓红 Ma Xiaohong",
    "郭敏 Guo Min",
    "罗强 Luo Qiang",
    "高兰 Gao Lan",
];
pub(super) const WORKERS: [&str; 2] = ["林晓燕 Lin Xiaoyan", "梁志远 Liang Zhiyuan"];
pub(super) const OFFICERS: [(&str, &str); 7] = [
    ("郑文 Zheng Wen", "civil-affairs"),
    ("沈立群 Shen Liqun", "service-hall"),
    ("方慧 Fang Hui", "social-insurance"),
    ("秦岚 Qin Lan", "medical-insurance"),
    ("任远 Ren Yuan", "disabled-federation"),
    ("贺晴 He Qing", "health-centre"),
    ("陆平安 Lu Ping'an", "community"),
];

/// Name, sex, birth year.
const RESIDENTS: [(&str, &str, u16); 40] = [
    ("王秀英 Wang Xiuying", "female", 1945),
    ("李国强 Li Guoqiang", "male", 1941),
    ("张玉梅 Zhang Yumei", "female", 1948),
    ("刘建国 Liu Jianguo", "male", 1939),
    ("陈淑珍 Chen Shuzhen", "female", 1943),
    ("杨德福 Yang Defu", "male", 1937),
    ("赵桂兰 Zhao Guilan", "female", 1946),
    ("黄志明 Huang Zhiming", "male", 1950),
    ("周凤英 Zhou Fengying", "female", 1940),
    ("吴永康 Wu Yongkang", "male", 1944),
    ("徐美华 Xu Meihua", "female", 1951),
    ("朱长林 Zhu Changlin", "male", 1938),
    ("胡翠芳 Hu Cuifang", "female", 1947),
    ("郭文斌 Guo Wenbin", "male", 1942),
    ("林月娥 Lin Yue'e", "female", 1936),
    ("何松年 He Songnian", "male", 1933),
    ("高素琴 Gao Suqin", "female", 1949),
    ("罗振华 Luo Zhenhua", "male", 1945),
    ("郑惠兰 Zheng Huilan", "female", 1952),
    ("梁有才 Liang Youcai", "male", 1940),
    ("宋玉珍 Song Yuzhen", "female", 1944),
    ("唐宝山 Tang Baoshan", "male", 1946),
    ("许春香 Xu Chunxiang", "female", 1941),
    ("韩守义 Han Shouyi", "male", 1935),
    ("冯桂芝 Feng Guizhi", "female", 1939),
    ("邓和平 Deng Heping", "male", 1953),
    ("曹秋菊 Cao Qiuju", "female", 1943),
    ("彭大海 Peng Dahai", "male", 1948),
    ("曾静宜 Zeng Jingyi", "female", 1950),
    ("肖立新 Xiao Lixin", "male", 1942),
    ("田桂花 Tian Guihua", "female", 1938),
    ("董福生 Dong Fusheng", "male", 1947),
    ("袁彩云 Yuan Caiyun", "female", 1945),
    ("潘家栋 Pan Jiadong", "male", 1951),
    ("于兰芝 Yu Lanzhi", "female", 1937),
    ("蒋学文 Jiang Xuewen", "male", 1940),
    ("蔡红梅 Cai Hongmei", "female", 1954),
    ("余庆国 Yu Qingguo", "male", 1949),
    ("杜菊英 Du Juying", "female", 1934),
    ("叶青松 Ye Qingsong", "male", 1946),
];

/// Everyone who lives there.
pub(super) fn residents() -> impl Iterator<Item = DemoResident> {
    RESIDENTS
        .iter()
        .enumerate()
        .map(|(index, (name, sex, year))| {
            let floor = index % 6 + 1;
            let fields = [
                (ProfileField::Name, (*name).to_owned()),
                (ProfileField::Sex, (*sex).to_owned()),
                (
                    ProfileField::BirthDate,
                    format!("{year}-{:02}-{:02}", index % 12 + 1, index % 28 + 1),
                ),
                // No exchange begins with 000.
                (ProfileField::Phone, format!("000-5555-{:04}", 1001 + index)),
                (ProfileField::Building, (index % 6 + 1).to_string()),
                (
                    ProfileField::Door,
                    format!("{} 单元 {floor}0{}", index / 12 + 1, index % 4 + 1),
                ),
                (
                    ProfileField::LivesAlone,
                    if index % 3 == 0 { "yes" } else { "no" }.to_owned(),
                ),
            ];
            DemoResident {
                name: (*name).to_owned(),
                profile: fields.into(),
            }
        })
}
