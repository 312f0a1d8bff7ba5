// English training examples of things that leak, creak or stick: said by whoever
// wants what mends them, and said of a thing that this shop sold. One message or
// pattern a line; see `ExamplePattern`.

extension ExampleBook {
    static let englishProblems = ExampleBook(
        language: .english,
        slots: english.slots.merging([
            "leaky": entries(EnglishProblems.leaky), "creaky": entries(EnglishProblems.creaky),
            "stuck": entries(EnglishProblems.stuck), "cracked": entries(EnglishProblems.cracked),
            "room": entries(EnglishProblems.room), "fix": entries(EnglishProblems.fix),
            "sold": entries(EnglishProblems.sold),
        ]) { $1 },
        openings: english.openings,
        groups: [
            ExampleGroup(intent: .productSearch, lines: EnglishProblems.productSearch),
            ExampleGroup(intent: .complaint, lines: EnglishProblems.complaint),
            ExampleGroup(intent: .support, lines: EnglishProblems.support),
        ]
    )
}

private enum EnglishProblems {
    static let leaky = """
        faucet,kitchen faucet,tap,bathroom tap,shower,pipe,water pipe,roof,toilet,sink,bathroom sink,water heater,hose,gutter,radiator
        dishwasher,bathtub,ceiling,valve,water tank
        """
    static let creaky = """
        door,gate,hinge,bed,chair,window,stairs,fan,cabinet door,rocking chair,floor,closet door,swing
        """
    static let stuck = """
        drawer,lock,window,door,padlock,nut,bolt,screw,zipper,garage door,valve,lid,key
        """
    static let cracked = """
        wall,floor,tile,window,mirror,driveway,sidewalk,ceiling,windshield,pot,bathtub,step,foundation
        """
    static let room = """
        the kitchen,the bathroom,the bedroom,the garage,the attic,the basement,the living room,the yard,the shop,my office,the hall,my place
        """
    static let fix = """
        what do i need,what fixes it,how do i fix it,what should i get,what do you have for that,any ideas,what can i use,what part is it
        got anything for that,what do you recommend,is there something for it
        """
    static let sold = """
        you sold me,i bought from you,i bought here,you sent me,i got from your store,from my order,you delivered,i picked up yesterday
        you gave me,i purchased last week
        """

    static let productSearch = """
        *{my|the|our} <leaky> {leaks|is leaking|drips|is dripping|has a leak|keeps dripping|won't shut off|lets water out|is leaking water}{| again| a lot| all day|, <fix>|, <fix>}{|?}
        {water|rain} {leaks|drips|comes|runs|drops} {from|under|through|behind|out of} {my|the} <leaky>{|, <fix>}
        {there is|there's|i have|i've got|we have} {a leak|water|mold|damp|a drip|moisture} {in|on|under} {<room>|the wall|the ceiling|the <leaky>|the floor}{|, <fix>}
        {my|the|our} {drain|toilet|sink|bathtub|pipe|gutter} {is clogged|is blocked|is backed up|backs up|overflows|won't drain|drains slowly|smells}{|, <fix>| in <room>}
        *{my|the|our} <creaky> {squeaks|is squeaking|creaks|makes noise|rattles|is loose|is wobbly|sticks|groans}{| a lot| at night| when it opens|, <fix>|, <fix>}
        {it is|it's|its} {dark|too dark|very dark|so dark} in <room>{|, <fix>}
        {there is|there's|i have|we have} no {light|lamp|power|lighting} in <room>{|, <fix>}
        {my|the|our} <stuck> {is stuck|is jammed|won't open|won't move|won't close|doesn't turn|is hard to open|got jammed}{|, <fix>| in <room>}
        {i can't|i cannot|can't|how do i} {open|loosen|remove|close|unscrew} {my|the|this|a} {rusty |old |}<stuck>{|, <fix>}
        {my|the|our} <cracked> {is cracked|has a crack|cracked|has cracks|is broken|is chipped|split}{|, <fix>| in <room>}
        {the|my|a} {heel|tile|shelf|handle|leg of my chair|wallpaper|knob|towel rack|baseboard|shoe} {came off|fell off|came loose|is loose|is falling off|broke off}{|, <fix>}
        {there are|i have|we have|i've got} {roaches|ants|rats|mosquitoes|flies|moths|termites|spiders} {in <room>|everywhere|in my house|}{|, <fix>}
        {air|cold air|water|dust|rain|noise} {comes|gets|blows|leaks} in {through|under|around} {the window|the door|the roof|the frame}{|, <fix>}
        my {car|truck|<car>|van} {squeals when braking|overheats|won't start|leaks oil|pulls to one side|shakes|burns oil|stalls|makes a weird noise|smokes}{|, <fix>}
        {my|the|our} {gate|railing|wall|porch|hood|chair|bike|door} {is rusty|is rusting|is peeling|has rust|lost its paint|is stained}{|, <fix>}
        *{my|our|the} {window|door|fridge|sink|bike|motorbike|washer|fan|stove|shower|toilet} {won't close|doesn't open right|isn't cold|doesn't heat|won't spin|won't tighten|runs slow|is weak|shakes a lot|creaks|is stiff|comes loose|slips off all the time}{| anymore| at all|, <fix>}
        {when|whenever|every time} {it rains|i open the door|i brake|i turn it on|i shower|i lie down} {it drips|everything gets wet|it creaks|it squeaks|it makes noise|it squeals|the house floods}{| a lot|, <fix>}
        {mosquitoes|roaches|rats|ants|termites} {give me no peace|took over <room>|eat everything|drive me crazy|got into the house}{|, <fix>}
        {i have|there is|there's} a {stripped screw|bent nail|broken tile|loose brick|worn washer|burst pipe|blown fuse}{| in <room>|, <fix>}
        {the|a} {leg|wheel|lid|handle|hinge} of my {table|chair|closet|suitcase|pot} {broke|came off|fell off|is loose}{|, <fix>}
        my {boot|shoe|sneaker|backpack|pants} {came apart|has a hole|ripped|tore at the seam}{|, <fix>}
        {how do i|how can i|something to|what can i use to} {fix a leak|stop a squeak|unclog a drain|fill a crack|get rid of ants|seal a window|remove rust|glue a tile|stop a drip|get rid of mold|light up <room>}{|?}
        """

    static let complaint = """
        *the {<product>|<home>} <sold> {leaks|is leaking|drips|squeaks|doesn't work|broke|won't turn on|peels|is cracked|gets stuck|stopped working|is rusty already|makes noise|has a leak}{|, i want a replacement|, what now|, please replace it|!}
        i {bought|got|ordered} {a|the} <product> {here|from you|at your store} and it {leaks|broke|burned out|squeaks|doesn't work|rusted|came apart|stopped working|drips}
        {i installed|i just installed|i put in|we put up} the <product> {<sold>|from you|from your store} and it {leaks|drips|squeaks|won't turn on|falls down|has a leak}
        the {<product>|<home>} {came|arrived|was delivered} {cracked|leaking|with a leak|rusty|jammed|dented|with a hole}{|, replace it|, not ok}
        """

    static let support = """
        {does|will} {the|your} warranty {cover|apply|count} if the <product> {leaks|breaks|rusts|fails|squeaks}{|?}
        {can you send|do you have|do you send|can you recommend} {someone|a plumber|an electrician|a technician} to {install|fit|set up|put in} {the|my} {<product>|<home>}{|?}
        {can i|could i|may i} {exchange|swap|change} the <product> for {another model|another size|another color|a bigger one}{|?}
        {what time|when|what day} {do you bring|will you bring|do i get|comes} {the|my} {<product>|<home>}{| that i ordered| that i bought|?}
        """
}
